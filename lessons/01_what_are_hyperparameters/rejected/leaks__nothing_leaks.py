# misconception: Only training on test labels is a leak, so nothing here is.
# caught by: choose the learning rate with the best test accuracy
# caught by: stop training when the test loss rises
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: the same scanned digit is in the training and in the test part
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "no leak",
    "stop training when the test loss rises": "no leak",
    "subtract the mean image of all 5,000 digits, then split": "no leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "no leak",
    "look at the training loss after every epoch": "no leak",
}
