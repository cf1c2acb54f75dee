# misconception: Choosing by validation is a leak as well, because those digits are not for training.
# caught by: choose the learning rate with the best validation accuracy
leaks = {
    "choose the learning rate with the best validation accuracy": "leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}
