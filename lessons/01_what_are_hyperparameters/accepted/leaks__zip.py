leaks = {
    "choose the learning rate with the best validation accuracy": ...,
    "choose the learning rate with the best test accuracy": ...,
    "stop training when the test loss rises": ...,
    "subtract the mean image of all 5,000 digits, then split": ...,
    "choose everything, then measure the test accuracy once": ...,
    "the same scanned digit is in the training and in the test part": ...,
    "look at the training loss after every epoch": ...,
}
answers = [
    "no leak",
    "leak",
    "leak",
    "leak",
    "no leak",
    "leak",
    "no leak",
]
leaks = dict(zip(leaks, answers, strict=True))
