using System.Text;

namespace PromptLab.Files;

/// <summary>Refuses names that can't be the name of a file or folder on every machine that may check the project out.</summary>
internal static class FileNames
{
    /// <summary>The longest name, in characters: a run's folder adds its time and its digits, and file systems allow 255 bytes.</summary>
    public const int MaxLength = 100;

    private const int MaxBytes = 255;
    private const int ReservedBytes = 16; // for .tmp, .torn and .lock

    // Devices of Windows, whatever extension follows them.
    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    /// <summary>Why the name can't be used for a file or folder, as a sentence; null if it can.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length > MaxLength)
            return FormattableString.Invariant(
                $"The name has {name.Length} characters, and file names have {MaxLength} at most. Choose a shorter one."
            );
        if (IsDevice(StemOf(name)))
            return $"“{name}” is the name of a device in Windows, which can't be a file there. Choose another name.";
        if (HasLooseEnd(name))
            return $"“{name}” begins or ends with a blank, or ends with a dot, which Windows drops from file names. Leave it out.";
        return name.Length == 0 || name is "." or ".." || name.Any(IsForbidden)
            ? $"“{name}” can't be the name of a file. Leave out control characters and any of < > : \" / \\ | ? *."
            : null;
    }

    /// <summary>
    /// Why a path that a user gave can't be that of a new file, as a sentence; null if it can. The letters are left to the machine:
    /// the file need not exist on any other.
    /// </summary>
    public static string? ProblemOfPath(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.Length == 0)
            return "A path to a file is needed, and this one names none.";
        if (Encoding.UTF8.GetByteCount(name) + ReservedBytes > MaxBytes)
            return FormattableString.Invariant(
                $"The file's name has {name.Length} characters, which is more than file systems allow. Choose a shorter one."
            );
        return IsDevice(StemOf(name)) || HasLooseEnd(name) ? ProblemOf(name) : null;
    }

    private static string StemOf(string name) => name.Split('.')[0].TrimEnd(' ');

    private static bool HasLooseEnd(string name) => name.EndsWith('.') || name.EndsWith(' ') || name.StartsWith(' ');

    private static bool IsForbidden(char letter) => char.IsControl(letter) || "<>:\"/\\|?*".Contains(letter, StringComparison.Ordinal);

    private static bool IsDevice(string stem) =>
        Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
        || (
            stem.Length == 4
            && (stem.StartsWith("com", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("lpt", StringComparison.OrdinalIgnoreCase))
            && "0123456789¹²³".Contains(stem[3], StringComparison.Ordinal)
        );
}
