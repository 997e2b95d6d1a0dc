using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Finds the bracket that closes another one, outside of JSON strings. What one search passes over is remembered, so that all
/// searches together take time proportional to the text.
/// </summary>
internal sealed class BracketEnds(string text, WorkBudget budget)
{
    private const int CharactersPerStep = 16;
    private const int Unknown = 0;
    private const int Unclosed = -1;

    private readonly int[] _ends = new int[text.Length];

    /// <summary>The index after the bracket that closes the one at a position; null if none does.</summary>
    public int? EndOf(int start)
    {
        if (_ends[start] == Unknown)
            Search(start);
        return _ends[start] == Unclosed ? null : _ends[start];
    }

    private void Search(int start)
    {
        var open = new Stack<int>();
        var at = start;
        do
        {
            switch (text[at])
            {
                case '{' or '[':
                    open.Push(at);
                    break;
                case '}' or ']':
                    _ends[open.Pop()] = at + 1;
                    break;
                case '"':
                    at = EndOfString(at);
                    break;
            }

            at++;
        } while (open.Count > 0 && at < text.Length);

        budget.Spend(1 + ((at - start) / CharactersPerStep));
        foreach (var unclosed in open)
            _ends[unclosed] = Unclosed;
    }

    private int EndOfString(int start)
    {
        var at = start + 1;
        while (at < text.Length && text[at] is not ('"' or '\n'))
            at += text[at] == '\\' ? 2 : 1;
        return at;
    }
}
