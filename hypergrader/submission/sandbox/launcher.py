"""Prepare the sandbox from inside, then become the kernel.

Runs before any code of a student, as ``python -I -c SOURCE SETTINGS CHANNEL``, two descriptors: the settings
that the grader wrote, and a socket to the grader.  The grader's package does not exist inside, so nothing of it
may be imported here.
"""

import json
import marshal
import os
import resource
import socket
import sys


def write_files(files, folder):
    """Write a student's files below `folder`, and return the names of those that cannot be written."""
    left_out = []
    for name, raw in files.items():
        try:
            parent = os.path.dirname(name)
            if parent:
                os.makedirs(os.path.join(folder, parent), exist_ok=True)
            with open(os.path.join(folder, name), "wb") as file:
                file.write(raw)
        except (OSError, ValueError, RecursionError):
            left_out.append(name)
    return left_out


def main():
    """Open what the grader watches, give up its rights, set the limits, write the files, start the kernel."""
    if os.getppid() != 1 or os.getpid() > 9:
        # The grader ends all of them by the first.
        sys.exit("the sandbox has no processes of its own")
    settings_file, channel = int(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))
    with os.fdopen(settings_file, "rb") as file:
        settings = marshal.load(file)
    seen = [os.open(folder, os.O_RDONLY | os.O_DIRECTORY) for folder in settings["watched"]]
    seen.append(os.pidfd_open(1))
    if settings["user"] is not None:
        os.setgroups([])
        os.setresgid(*[settings["user"]] * 3)
        os.setresuid(*[settings["user"]] * 3)
    for folder in settings["folders"]:
        os.makedirs(folder, exist_ok=True)
    left_out = write_files(settings["files"], os.getcwd())
    left_out += write_files(settings["course_files"], "/")
    for name, most in settings["limits"].items():
        resource.setrlimit(getattr(resource, name), (most, most))
    errors = os.open(settings["errors"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    told = json.dumps(left_out).encode("utf-8", "surrogatepass")
    channel.sendall(len(told).to_bytes(4, "big"))
    channel.sendall(told)
    socket.send_fds(channel, [b"+"], seen)
    for descriptor in seen:
        os.close(descriptor)
    channel.close()
    os.dup2(errors, 1)
    os.dup2(errors, 2)
    os.close(errors)
    os.execv(settings["command"][0], settings["command"])


if __name__ == "__main__":
    main()
