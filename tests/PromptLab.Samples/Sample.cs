namespace PromptLab.Samples;

/// <summary>Finds the files of the repository's sample project.</summary>
internal static class Sample
{
    private static readonly string Root = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PromptLab.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The samples run inside a checkout.");
    }
}

/// <summary>A copy of the sample project, so that a sample's rows do not land on the repository's scoreboard.</summary>
internal sealed class SampleProject : IDisposable
{
    private static readonly string[] Parts = ["promptlab.yaml", "prompts", "evalsets", "results/recordings"];

    public SampleProject()
    {
        foreach (var file in Parts.SelectMany(FilesOf))
        {
            var copy = System.IO.Path.Combine(Folder, System.IO.Path.GetRelativePath(Sample.Path("."), file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("promptlab-samples-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static IEnumerable<string> FilesOf(string part) =>
        File.Exists(Sample.Path(part))
            ? [Sample.Path(part)]
            : Directory.EnumerateFiles(Sample.Path(part), "*", SearchOption.AllDirectories);
}
