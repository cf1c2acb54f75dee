leaks = {
    "choose the learning rate with the best validation accuracy": ...,
    "choose the learning rate with the best test accuracy": ...,
    "stop training when the test loss rises": ...,
    "subtract the mean image of all 5,000 digits, then split": ...,
    "choose everything, then measure the test accuracy once": ...,
    "the same scanned digit is in the training and in the test part": ...,
    "look at the training loss after every epoch": ...,
}
honest = {
    "choose the learning rate with the best validation accuracy",
    "choose everything, then measure the test accuracy once",
    "look at the training loss after every epoch",
}
leaks = {line: "no leak" if line in honest else "leak" for line in leaks}
