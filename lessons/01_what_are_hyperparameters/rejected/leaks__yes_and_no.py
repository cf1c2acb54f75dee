# misconception: Yes and no say as much as the two words.
# caught by: ?
leaks = {
    "choose the learning rate with the best validation accuracy": "no",
    "choose the learning rate with the best test accuracy": "yes",
    "stop training when the test loss rises": "yes",
    "subtract the mean image of all 5,000 digits, then split": "yes",
    "choose everything, then measure the test accuracy once": "no",
    "the same scanned digit is in the training and in the test part": "yes",
}
