/**
 * Preloaded into the build. Its standard input is a pipe from the command that started it; when that command is gone,
 * killed ones included, the pipe closes, and the build ends instead of writing on as an orphan.
 */
process.stdin.on('close', () => process.exit(1))
process.stdin.resume()
process.stdin.unref()
