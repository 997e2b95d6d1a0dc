using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using PromptLab.Results;

namespace PromptLab.Cli;

/// <summary>Who made a run: this program, and the checkout it was called in.</summary>
internal static class Provenance
{
    /// <summary>The version of the program, without the commit that a build adds.</summary>
    public static string Version { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The program.</summary>
    public static RunTool Tool { get; } = new("promptlab", Version, Environment.Version.ToString(), RuntimeInformation.RuntimeIdentifier);

    /// <summary>What called the program: <c>ci</c> where the variable CI is set, as build servers do; else <c>local</c>.</summary>
    public static string Trigger(CommandContext context) => context.Variable("CI") is { Length: > 0 } and not "false" ? "ci" : "local";

    /// <summary>The state of the checkout; null where the folder is in none, or git is not there.</summary>
    /// <param name="folder">A folder of the checkout.</param>
    /// <param name="results">The results folder: what runs write does not make the checkout dirty.</param>
    public static async Task<RunGit?> GitAsync(string folder, string results)
    {
        if (await RunGitAsync(folder, "rev-parse", "--short=7", "HEAD") is not { } commit)
            return null;
        var changes = await RunGitAsync(
            folder,
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--",
            ".",
            $":(exclude){Path.GetRelativePath(folder, results)}"
        );
        return new RunGit(commit.Trim(), changes is { Length: > 0 });
    }

    /// <summary>
    /// Who calls the program: the author that git would name, or else the user of the machine; null where neither is
    /// known.
    /// </summary>
    public static async Task<string?> WhoAsync(string folder, CommandContext context)
    {
        if (await RunGitAsync(folder, "config", "user.name") is { } name && name.Trim() is { Length: > 0 } author)
            return await RunGitAsync(folder, "config", "user.email") is { } email && email.Trim() is { Length: > 0 } address
                ? $"{author} <{address}>"
                : author;
        return new[] { "USER", "USERNAME" }.Select(context.Variable).FirstOrDefault(user => user is { Length: > 0 });
    }

    private static async Task<string?> RunGitAsync(string folder, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", arguments)
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var error = git.StandardError.ReadToEndAsync();
            var output = await git.StandardOutput.ReadToEndAsync();
            await error;
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }
}
