using System.Diagnostics;
using System.Text;
using PromptLab.Models;

// Started for a host that allows it, ProjectHost.AllowsPrograms, and for the providers.
#pragma warning disable RS0030

namespace PromptLab.Programs;

/// <summary>How a program is started: without a shell, in its folder, with few of the environment's variables.</summary>
internal static class ProgramStart
{
    // What programs need to start and to speak UTF-8. Keys and other secrets of the environment are not passed on.
    private static readonly string[] PassedOn =
    [
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        "TMPDIR",
        "TEMP",
        "TMP",
        "VIRTUAL_ENV",
        "USERPROFILE",
        "USERNAME",
        "APPDATA",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "PROGRAMFILES",
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "COMSPEC",
        "PATHEXT",
        "WINDIR",
    ];

    /// <summary>What starts the program.</summary>
    public static ProcessStartInfo Of(ProgramCommand command)
    {
        var start = new ProcessStartInfo(Located(command), command.Command.Skip(1))
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        var names = PassedOn.Concat(command.Variables).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var other in start.Environment.Keys.Where(name => !names.Contains(name)).ToList())
            start.Environment.Remove(other);
        return start;
    }

    // With a slash it stands in the project's folder; without, it is found on the PATH and nowhere else.
    private static string Located(ProgramCommand command)
    {
        var program = command.Command[0];
        if (program.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0)
            return Path.GetFullPath(Path.Combine(command.Folder, program));
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
    }
}
