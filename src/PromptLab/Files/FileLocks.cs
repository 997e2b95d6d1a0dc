namespace PromptLab.Files;

/// <summary>Recognises files that another process has locked.</summary>
internal static class FileLocks
{
    /// <summary>True if opening a file failed because another process has it open.</summary>
    // Windows: sharing violation 32, lock violation 33. Unix: EAGAIN, 11 on Linux and 35 on macOS.
    public static bool IsSharingViolation(IOException e) =>
        e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
