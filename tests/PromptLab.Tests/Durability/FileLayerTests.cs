using System.Text.RegularExpressions;

namespace PromptLab.Tests.Durability;

/// <summary>
/// Files change through <c>DurableSteps</c>, which is what lets the tests of this folder find every step. Whoever writes another
/// way stands here with the reason.
/// </summary>
public sealed partial class FileLayerTests
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["PromptLab/Calling/ResponseCacheFile.cs"] = "a .gitignore beside the cache",
        ["PromptLab.Cli/Terminal/OutputFile.cs"] = "GitHub's summary, which every step appends to",
        ["PromptLab/Files/SubjectLock.cs"] = "lock files",
        ["PromptLab/Files/WriterLock.cs"] = "opens the file that is its own lock",
        ["PromptLab/Files/DurableSteps.cs"] = "the steps themselves",
        ["PromptLab/Files/SharedFile.cs"] = "announced before",
        ["PromptLab/Files/TextFile.cs"] = "announced before",
        ["PromptLab/Results/JournalSeal.cs"] = "reads a journal that another process may write",
        ["PromptLab/Results/JournalRewrite.cs"] = "announced before",
        ["PromptLab/Results/RunJournal.cs"] = "opens a journal, whose lines are steps",
        ["PromptLab/Results/RunStore.cs"] = "announced before; lock files and a probe",
    };

    [Fact]
    public void No_other_code_writes_moves_or_deletes_files()
    {
        var root = Path.Combine(SharedFiles.Root, "src");
        var writers = Directory
            .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Writes().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));

        Assert.Equal(Others.Keys.Order(StringComparer.Ordinal), writers.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(
        @"\b(File\.(Write|Append|Move|Copy|Delete|Create|Replace|OpenWrite)|Directory\.(Move|Delete)|new FileStream\()",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Writes();
}
