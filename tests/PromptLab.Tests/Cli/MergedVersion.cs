using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Tests.Cli;

/// <summary>A version that somebody else froze too, with another text, as a merge leaves it.</summary>
internal static class MergedVersion
{
    /// <summary>Leaves the version's file in conflict and both lines in the lock.</summary>
    /// <param name="bench">The folder of the project.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="version">The version, which is frozen; its text is ours.</param>
    /// <param name="before">What ours says.</param>
    /// <param name="after">What theirs says instead.</param>
    public static void Write(TestBench bench, string prompt, string version, string before, string after)
    {
        var (file, locked) = ($"prompts/{prompt}/{version}.prompt.md", $"prompts/{prompt}/versions.lock");
        var ours = bench.Read(file);
        var theirs = ours.Replace(before, after, StringComparison.Ordinal);
        var text = PromptFile.Parse(theirs, Path.Combine(bench.Folder, file), file, new Problems())!;
        bench.Write(file, $"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n");
        bench.Write(locked, $"{bench.Read(locked)}{version} {text.Hash} {PromptIdentity.MetadataHash(text)} 2026-11-24T12:00:00Z\n");
    }
}
