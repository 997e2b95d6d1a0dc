using PromptLab.Tests.Cli;
using PromptLab.Texts;

namespace PromptLab.Tests.Fuzzing;

/// <summary>Whole commands on a project of which one file is damaged.</summary>
internal sealed class CommandFuzz : IAsyncDisposable
{
    private static readonly string[][] Commands =
    [
        ["check"],
        ["check", "--json"],
        ["board"],
        ["board", "--json"],
        ["status", "triage"],
        ["log", "triage"],
        ["show", "triage@v2"],
        ["diff", "triage@v1", "triage@v2"],
        ["compare", "triage@v1", "triage@v2", "--json"],
        ["diagnose", "triage@v2"],
        ["gate", "all", "--gate", "metric: pass_rate, min: 0.1"],
        ["models"],
        ["cache", "stats"],
        ["run", "--dry-run"],
        ["run", "--resume"],
        ["run", "--prompt", "triage@v2", "--evalset", "tickets", "--limit", "2"],
        ["confirm", "triage@v2", "--against", "triage@v1", "--dry-run"],
        ["promote", "triage@v2", "production"],
        ["rollback", "triage", "baseline"],
        ["freeze", "triage", "--hypothesis", "none"],
        ["grade", "triage@v2"],
    ];

    private readonly Mutator _mutator;
    private readonly HoldoutBench _bench;
    private readonly IReadOnlyList<(string Path, byte[] Bytes)> _files;
    private readonly List<string> _findings = [];

    private CommandFuzz(HoldoutBench bench, long seed)
    {
        (_bench, _mutator) = (bench, new Mutator(seed));
        _files =
        [
            .. Directory
                .EnumerateFiles(bench.Project.Bench.Folder, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path)[0] != '.' && !path.Contains("cache", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => (path, File.ReadAllBytes(path))),
        ];
    }

    /// <summary>How many damaged projects were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>What went wrong, each with the file, its text and the command.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Makes the project: two versions, a run of each, a claim, a moved label.</summary>
    public static async Task<CommandFuzz> CreateAsync(long seed)
    {
        var bench = await HoldoutBench.CreateAsync(2, (version, item) => item == 7 ? null : (item + version) % 3 > 0);
        await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "dev");
        await bench.ConfirmAsync("triage@v2", "--against", "triage@v1");
        SmallProject.WriteDraft(bench.Project.Bench, "Say yes. Take 3 words.", parent: "v2");
        return new CommandFuzz(bench, seed);
    }

    /// <summary>Tries so many damaged projects with three commands each.</summary>
    public async Task TryAsync(int projects)
    {
        for (var left = projects; left > 0; left--)
        {
            Restore();
            var (path, bytes) = _mutator.One(_files);
            var damaged = _mutator.Damaged([bytes]);
            await File.WriteAllBytesAsync(path, damaged);
            Tried++;
            for (var number = 0; number < 3; number++)
                await TryAsync(_mutator.One(Commands), Path.GetRelativePath(_bench.Project.Bench.Folder, path), damaged);
        }
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task TryAsync(string[] command, string file, byte[] damaged)
    {
        var what = $"promptlab {string.Join(' ', command)} with {file} of {Convert.ToBase64String(damaged)}";
        try
        {
            var said = await _bench.Project.TryAsync(command);
            if (said.Exit is < 0 or > 3)
                _findings.Add($"exit code {said.Exit}: {what}");
            if (PrintableText.Of(said.Out + said.Error) != said.Out + said.Error)
                _findings.Add($"a control: {what}");
            if (said.Exit == 2 && said.Out.Length + said.Error.Length == 0)
                _findings.Add($"refused without a word: {what}");
        }
        catch (Exception e)
        {
            _findings.Add($"{what}\n{e}\n");
        }
    }

    private void Restore()
    {
        Directory.Delete(_bench.Project.Bench.Folder, recursive: true);
        foreach (var (path, bytes) in _files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }
}
