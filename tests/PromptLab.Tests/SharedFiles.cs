namespace PromptLab.Tests;

/// <summary>The folder of shared material beside a checkout; a bare clone has none, and tests that need it are skipped.</summary>
internal static class SharedFiles
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a shared file or folder; the test is skipped where it is missing.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relativePath));
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path),
            $"../shared/{relativePath} is not here; it stands beside a full checkout only."
        );
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PromptLab.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside a checkout.");
    }
}
