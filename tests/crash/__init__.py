"""What a power cut may leave on the disk, enumerated from the system calls of the unmodified program.

The model is of an honest disk under a file system that keeps the order of its metadata (ext4 and its like): what a file
holds is on the disk when that file was synced, and by chance before that; names and lengths follow in order, and all of
them with any sync. It says nothing of disks that lie about a sync, nor of network drives.
"""
