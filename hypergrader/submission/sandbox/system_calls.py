"""Which system calls code in the sandbox may make: two seccomp programs, compiled by libseccomp.

The first one allows the calls that Python, its packages and ordinary programs make, by name.  Whatever it does
not name does not exist inside (ENOSYS), also calls that a later kernel adds.  The second one looks at arguments
of calls that the first one allows.  The kernel takes the stricter answer.  docs/sandbox.md gives the reasons.
"""

from __future__ import annotations

import errno
import os
from functools import cache

# Files, memory, processes, signals, sockets, time: what an unprivileged program needs.
ALLOWED = """
access arch_prctl brk cachestat capget capset chdir chmod chown chown32 clone close close_range copy_file_range
creat dup dup2 dup3 execve execveat exit exit_group faccessat faccessat2 fadvise64 fadvise64_64 fallocate fchdir
fchmod fchmodat fchmodat2 fchown fchown32 fchownat fcntl fcntl64 fdatasync fgetxattr flistxattr flock fork fstat
fstat64 fstatat64 fstatfs fstatfs64 fsync ftruncate ftruncate64 futimesat getcwd getdents getdents64 getxattr
ioctl lchown lchown32 lgetxattr link linkat listxattr llistxattr _llseek lseek lstat lstat64 mkdir mkdirat mknod
mknodat newfstatat open openat openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead
readlink readlinkat readv rename renameat renameat2 rmdir sendfile sendfile64 stat stat64 statfs statfs64 statx
symlink symlinkat sync_file_range truncate truncate64 umask unlink unlinkat utime utimensat utimes vfork write
writev

madvise mincore mmap mmap2 mprotect mremap msync munmap pkey_alloc pkey_free pkey_mprotect membarrier
map_shadow_stack

futex futex_requeue futex_wait futex_waitv futex_wake get_robust_list getcpu getegid getegid32 geteuid geteuid32
getgid getgid32 getgroups getgroups32 getpgid getpgrp getpid getppid getpriority getresgid getresgid32 getresuid
getresuid32 getrlimit getrusage getsid get_thread_area gettid getuid getuid32 kill pause personality pidfd_open
pidfd_send_signal prctl prlimit64 process_mrelease restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask
rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sched_getaffinity sched_getattr
sched_getparam sched_get_priority_max sched_get_priority_min sched_getscheduler sched_rr_get_interval
sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield set_robust_list set_thread_area
set_tid_address setfsgid setfsuid setgid setgroups setitimer setpgid setpriority setregid setresgid setresuid
setreuid setrlimit setsid setuid sigaltstack signalfd signalfd4 sysinfo tgkill times tkill ugetrlimit uname wait4
waitid waitpid

accept accept4 bind connect epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd
eventfd2 getpeername getsockname getsockopt listen poll ppoll pselect6 recv recvfrom recvmmsg recvmsg select
_newselect send sendmmsg sendmsg sendto setsockopt shutdown socket socketpair

alarm clock_getres clock_gettime clock_nanosleep getitimer getrandom gettimeofday nanosleep time timer_create
timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime
""".split()

_NEW_NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
_SHARED_ANONYMOUS = 0x01 | 0x20  # MAP_SHARED | MAP_ANONYMOUS
_ANSWER_FOR_A_TERMINAL = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
_NETLINK = 16
_SOCKET_FAMILIES = {1, 2, 10, _NETLINK}  # AF_UNIX, AF_INET, AF_INET6
_LAST_PROTOCOL = 17  # UDP; beyond are protocols that make the kernel load modules
_SOL_SOCKET, _SIZES_OF_BUFFERS = 1, (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF, and what forces them
_ASK_PERSONALITY = 0xFFFFFFFF


@cache
def programs(architecture: str = "") -> tuple[bytes, bytes]:
    """Return the two programs in the form that ``bwrap --add-seccomp-fd`` reads.

    Parameters
    ----------
    architecture : str
        ``X86_64`` or ``AARCH64``; this machine's where it is not given.

    Raises
    ------
    ImportError
        If pyseccomp or libseccomp is not installed.
    """
    try:
        import pyseccomp
    except RuntimeError as problem:  # what it raises without the library
        raise ImportError("libseccomp.so.2 was not found") from problem
    return _names(pyseccomp, architecture), _arguments(pyseccomp, architecture)


def numbers(names: list[str]) -> dict[str, int]:
    """Return the numbers that this machine gives to system calls, without those that it does not know."""
    import pyseccomp

    found = {n: pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, n) for n in names}
    return {name: number for name, number in found.items() if number >= 0}


def _empty(pyseccomp, action: int, architecture: str):
    made = pyseccomp.SyscallFilter(action)
    wanted = getattr(pyseccomp.Arch, architecture or "NATIVE")
    if architecture and wanted != pyseccomp.system_arch():
        made.add_arch(wanted)
        made.remove_arch(pyseccomp.Arch.NATIVE)
    return made


def _names(pyseccomp, architecture: str) -> bytes:
    made = _empty(pyseccomp, pyseccomp.ERRNO(errno.ENOSYS), architecture)
    for name in ALLOWED:
        # An older library may not know the newest names; what is not allowed does not exist.
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) != -1:
            made.add_rule(pyseccomp.ALLOW, name)
    return _exported(made)


def _arguments(pyseccomp, architecture: str) -> bytes:
    from pyseccomp import EQ, ERRNO, GT, MASKED_EQ, NE, Arg

    made = _empty(pyseccomp, pyseccomp.ALLOW, architecture)
    refused = ERRNO(errno.EPERM)
    for flag in _NEW_NAMESPACES:
        made.add_rule(refused, "clone", Arg(0, MASKED_EQ, flag, flag))
    # Memory that stays although nobody maps it would escape the count.
    made.add_rule(refused, "mmap", Arg(3, MASKED_EQ, _SHARED_ANONYMOUS, _SHARED_ANONYMOUS))
    for request in _ANSWER_FOR_A_TERMINAL:
        made.add_rule(refused, "ioctl", Arg(1, MASKED_EQ, 0xFFFFFFFF, request))
    made.add_rule(refused, "personality", Arg(0, NE, _ASK_PERSONALITY))
    unknown = ERRNO(errno.EAFNOSUPPORT)
    for call in ("socket", "socketpair"):
        for family in set(range(max(_SOCKET_FAMILIES))) - _SOCKET_FAMILIES:
            made.add_rule(unknown, call, Arg(0, EQ, family))
        made.add_rule(unknown, call, Arg(0, GT, max(_SOCKET_FAMILIES)))
    for option in _SIZES_OF_BUFFERS:  # answered, and not done: the count takes their usual size
        level = Arg(1, MASKED_EQ, 0xFFFFFFFF, _SOL_SOCKET)
        made.add_rule(ERRNO(0), "setsockopt", level, Arg(2, MASKED_EQ, 0xFFFFFFFF, option))
    no_protocol = ERRNO(errno.EPROTONOSUPPORT)
    made.add_rule(no_protocol, "socket", Arg(2, GT, _LAST_PROTOCOL))
    # ZeroMQ asks for the names of network interfaces, protocol 0.
    made.add_rule(no_protocol, "socket", Arg(0, EQ, _NETLINK), Arg(2, NE, 0))
    return _exported(made)


def _exported(made) -> bytes:
    with os.fdopen(os.memfd_create("seccomp"), "w+b") as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()
