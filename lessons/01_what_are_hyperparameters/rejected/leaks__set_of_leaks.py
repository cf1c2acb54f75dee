# misconception: It is enough to name the leaks; a set of them is not a dictionary.
# caught by: ?
leaks = {
    "choose the learning rate with the best test accuracy",
    "stop training when the test loss rises",
    "subtract the mean image of all 5,000 digits, then split",
    "the same scanned digit is in the training and in the test part",
}
