# misconception: The question is read as: is this the right way to work?
# caught by: ?
leaks = {
    "choose the learning rate with the best validation accuracy": "leak",
    "choose the learning rate with the best test accuracy": "no leak",
    "stop training when the test loss rises": "no leak",
    "subtract the mean image of all 5,000 digits, then split": "no leak",
    "choose everything, then measure the test accuracy once": "leak",
    "the same scanned digit is in the training and in the test part": "no leak",
}
