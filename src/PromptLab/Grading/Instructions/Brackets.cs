namespace PromptLab.Grading.Instructions;

/// <summary>Counts the parts of a text in brackets, each from an opening bracket to the next closing one on its line.</summary>
internal static class Brackets
{
    public static int Count(string text, char open, char close)
    {
        var count = 0;
        foreach (var line in text.Split('\n'))
        {
            for (var at = line.IndexOf(open); at >= 0; at = line.IndexOf(open, at))
            {
                var end = line.IndexOf(close, at);
                if (end < 0)
                    break;
                count++;
                at = end + 1;
            }
        }

        return count;
    }
}
