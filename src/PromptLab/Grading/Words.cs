namespace PromptLab.Grading;

/// <summary>Counts the words of a text, separated by white space.</summary>
internal static class Words
{
    public static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
