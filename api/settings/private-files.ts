import { isMainThread } from 'node:worker_threads'

// What we write is for this user alone, from the first byte: password hashes, customers' traits, redacted tickets. A
// worker has the mask of its process and may not set it.
if (isMainThread) process.umask(0o077)
