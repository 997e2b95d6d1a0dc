namespace PromptLab.Files;

/// <summary>Refuses names that can't be the name of a file or folder on every machine that may check the project out.</summary>
internal static class FileNames
{
    /// <summary>The longest name, in characters: a run's folder adds its time and its digits, and file systems allow 255 bytes.</summary>
    public const int MaxLength = 100;

    // Devices of Windows, whatever extension follows them.
    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    /// <summary>Why the name can't be used for a file or folder, as a sentence; null if it can.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length > MaxLength)
            return FormattableString.Invariant(
                $"The name has {name.Length} characters, and file names have {MaxLength} at most. Choose a shorter one."
            );
        if (IsDevice(name.Split('.')[0].TrimEnd(' ')))
            return $"“{name}” is the name of a device in Windows, which can't be a file there. Choose another name.";
        if (name.EndsWith('.') || name.EndsWith(' ') || name.StartsWith(' '))
            return $"“{name}” begins or ends with a blank, or ends with a dot, which Windows drops from file names. Leave it out.";
        return name.Length == 0 || name is "." or ".." || name.Any(IsForbidden)
            ? $"“{name}” can't be the name of a file. Leave out control characters and any of < > : \" / \\ | ? *."
            : null;
    }

    /// <summary>Why the last part of a path can't be the name of a file, as a sentence; null if it can.</summary>
    public static string? ProblemOfPath(string path) => ProblemOf(path[(path.LastIndexOfAny(['/', '\\']) + 1)..]);

    private static bool IsForbidden(char letter) => char.IsControl(letter) || "<>:\"/\\|?*".Contains(letter, StringComparison.Ordinal);

    private static bool IsDevice(string stem) =>
        Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
        || (
            stem.Length == 4
            && (stem.StartsWith("com", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("lpt", StringComparison.OrdinalIgnoreCase))
            && "0123456789¹²³".Contains(stem[3], StringComparison.Ordinal)
        );
}
