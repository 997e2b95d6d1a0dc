using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using PromptLab.Results;

// The only place in the library that may use processes (with Programs, where the host allows them), the environment and unseeded
// random numbers: ProjectHost.System().
#pragma warning disable RS0030

namespace PromptLab.Workspace;

/// <summary>The actual machine as a host: environment variables, random jitter, and git as version control.</summary>
internal static class SystemHost
{
    /// <summary>This program; its version lacks the commit suffix that a build adds.</summary>
    public static RunTool Tool { get; } =
        new(
            "promptlab",
            typeof(SystemHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            Environment.Version.ToString(),
            RuntimeInformation.RuntimeIdentifier
        );

    public static ProjectHost Create() =>
        new()
        {
            Variable = Environment.GetEnvironmentVariable,
            Dice = Random.Shared.NextDouble,
            VersionControl = new Git(),
            AllowsPrograms = true,
        };

    /// <summary>Runs git; where it is not installed, nothing is known.</summary>
    internal sealed class Git : IVersionControl
    {
        private const int ShortCommit = 7;
        private const string MaxTexts = "--max-count=100";

        // One command yields the commit and the changes; its header lines begin with “# ”.
        public async Task<RunGit?> StateAsync(string folder, string except, CancellationToken cancellationToken)
        {
            var excluded = $":(exclude){Path.GetRelativePath(folder, except)}";
            var state = await RunAsync(
                folder,
                cancellationToken,
                "status",
                "--porcelain=v2",
                "--branch",
                "--untracked-files=no",
                "--",
                ".",
                excluded
            );
            var lines = (state ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            const string Commit = "# branch.oid ";
            var commit = lines.FirstOrDefault(line => line.StartsWith(Commit, StringComparison.Ordinal))?[Commit.Length..];
            return commit is not { Length: >= ShortCommit } || commit.StartsWith('(')
                ? null
                : new RunGit(commit[..ShortCommit], lines.Any(line => !line.StartsWith('#')));
        }

        public async Task<string?> AuthorAsync(string folder, CancellationToken cancellationToken)
        {
            var settings = await RunAsync(folder, cancellationToken, "config", "--get-regexp", "^user\\.(name|email)$");
            var (name, email) = (ValueOf("user.name "), ValueOf("user.email "));
            return name is null ? null
                : email is null ? name
                : $"{name} <{email}>";

            string? ValueOf(string key) =>
                settings?.Split('\n').LastOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim()
                    is { Length: > 0 } value
                    ? value
                    : null;
        }

        public async Task<IReadOnlyList<string>> TextsOfAsync(string file, CancellationToken cancellationToken)
        {
            var (folder, name) = (Path.GetDirectoryName(file)!, Path.GetFileName(file));
            var commits = await RunAsync(folder, cancellationToken, "rev-list", "--all", "--full-history", MaxTexts, "--", name);
            var texts = new List<string>();
            foreach (var place in (string[])[":2", ":3", .. (commits ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)])
            {
                if (await RunAsync(folder, cancellationToken, "show", $"{place}:./{name}") is { } text)
                    texts.Add(text);
            }

            return texts;
        }

        public async Task<IReadOnlyList<string>> FilesLackingAsync(
            string folder,
            IReadOnlyList<string> files,
            string attribute,
            string value,
            CancellationToken cancellationToken
        )
        {
            var kept = Split(
                await RunAsync(folder, cancellationToken, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", .. files])
            );
            if (kept.Length == 0)
                return [];
            // For each file its name, the attribute and the value.
            var told = Split(await RunAsync(folder, cancellationToken, ["check-attr", "-z", attribute, "--", .. kept]));
            return [.. told.Chunk(3).Where(one => one is [_, _, var found] && found != value).Select(one => one[0])];
        }

        private static string[] Split(string? output) => (output ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);

        private static async Task<string?> RunAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
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
                        StandardOutputEncoding = Encoding.UTF8,
                    }
                )!;
                var error = git.StandardError.ReadToEndAsync(cancellationToken);
                var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
                await error;
                await git.WaitForExitAsync(cancellationToken);
                return git.ExitCode == 0 ? output : null;
            }
            catch (Exception e) when (e is Win32Exception or IOException)
            {
                return null;
            }
        }
    }
}
