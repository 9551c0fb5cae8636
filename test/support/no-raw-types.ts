// Stands in for imports/ where a test loads src: 114,000 lines that the compiled package loads only when they are used.
export {};
