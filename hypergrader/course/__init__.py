"""The instructor's commands: a course folder, what comes in and what goes out."""
