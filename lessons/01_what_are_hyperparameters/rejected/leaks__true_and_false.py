# misconception: True and False say as much as the two words.
# caught by: ?
leaks = {
    "choose the learning rate with the best validation accuracy": False,
    "choose the learning rate with the best test accuracy": True,
    "stop training when the test loss rises": True,
    "subtract the mean image of all 5,000 digits, then split": True,
    "choose everything, then measure the test accuracy once": False,
    "the same scanned digit is in the training and in the test part": True,
}
