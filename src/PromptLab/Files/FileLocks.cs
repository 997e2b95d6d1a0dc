namespace PromptLab.Files;

/// <summary>Files that one process holds open to the exclusion of others.</summary>
internal static class FileLocks
{
    /// <summary>True where opening a file failed since another process holds it.</summary>
    // Windows: sharing violation 32, lock violation 33. Unix: EAGAIN, 11 on Linux and 35 on macOS.
    public static bool IsHeld(IOException e) => e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
