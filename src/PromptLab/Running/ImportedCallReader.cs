using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>Reads what a row of a file of responses says of its call, and reports what can't be.</summary>
/// <param name="shownAs">The file as the user named it.</param>
/// <param name="hasRunningTotals">
/// True if tokens and cost are running totals: a row's share is the difference from the row before. A total below the one before
/// starts a new count, as in a log that was resumed.
/// </param>
/// <param name="problems">Collects the problems.</param>
internal sealed class ImportedCallReader(string shownAs, bool hasRunningTotals, Problems problems)
{
    private bool _hasWarned;
    private readonly Dictionary<string, decimal> _totals = new(StringComparer.Ordinal);

    /// <summary>The call of a row; null if the row says nothing of it.</summary>
    /// <param name="textOf">The text of a column; null or empty where the row has none.</param>
    /// <param name="line">The line of the row, from 1.</param>
    public ImportedCall? Read(Func<string, string?> textOf, int line)
    {
        if (ResponseColumns.OfCall.All(name => string.IsNullOrWhiteSpace(textOf(name))))
            return null;
        var latency = Number(ResponseColumns.Latency, textOf, line);
        return new ImportedCall
        {
            Usage = UsageOf(textOf, line),
            CostUsd = Share(ResponseColumns.Cost, Number(ResponseColumns.Cost, textOf, line)),
            Latency = latency <= (decimal)TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds((double)latency.Value) : null,
            Model = NullIfBlank(textOf(ResponseColumns.Model)),
            FinishReason = NullIfBlank(textOf(ResponseColumns.FinishReason)),
            ToolCalls = CallsOf(textOf(ResponseColumns.ToolCalls), line),
        };
    }

    private TokenUsage? UsageOf(Func<string, string?> textOf, int line)
    {
        var input = Tokens(ResponseColumns.InputTokens, textOf, line);
        var output = Tokens(ResponseColumns.OutputTokens, textOf, line);
        var cached = Tokens(ResponseColumns.CachedInputTokens, textOf, line) ?? 0;
        var reasoning = Tokens(ResponseColumns.ReasoningTokens, textOf, line) ?? 0;
        if (input is null || output is null)
        {
            if ((input ?? output) is not null && !_hasWarned)
                problems.Warn(
                    shownAs,
                    line,
                    "Tokens count only where both “input_tokens” and “output_tokens” are known, and one of them is missing."
                );
            _hasWarned |= (input ?? output) is not null;
            return null;
        }

        CheckPart(ResponseColumns.CachedInputTokens, cached, ResponseColumns.InputTokens, input.Value, line);
        CheckPart(ResponseColumns.ReasoningTokens, reasoning, ResponseColumns.OutputTokens, output.Value, line);
        return new TokenUsage
        {
            InputUncached = Math.Max(0, input.Value - cached),
            CacheRead = cached,
            OutputVisible = Math.Max(0, output.Value - reasoning),
            Reasoning = reasoning,
        };
    }

    private void CheckPart(string part, long count, string whole, long most, int line)
    {
        if (count > most)
            problems.Add(
                shownAs,
                line,
                string.Create(CultureInfo.InvariantCulture, $"“{part}” is {count}, more than “{whole}” ({most}), of which it is a part.")
            );
    }

    private long? Tokens(string name, Func<string, string?> textOf, int line)
    {
        if (Number(name, textOf, line) is not { } number)
            return null;
        if (number == decimal.Truncate(number) && number <= long.MaxValue)
            return (long)Share(name, number)!.Value;
        problems.Add(shownAs, line, $"“{name}” takes a whole number from 0, not “{textOf(name)}”.");
        return null;
    }

    private decimal? Number(string name, Func<string, string?> textOf, int line)
    {
        if (NullIfBlank(textOf(name)) is not { } text)
            return null;
        if (decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0)
            return number;
        problems.Add(shownAs, line, $"“{name}” takes a number from 0, such as 1234.5, not “{text}”.");
        return null;
    }

    // The part of a running total that belongs to this row.
    private decimal? Share(string name, decimal? total)
    {
        if (!hasRunningTotals || total is not { } now)
            return total;
        var before = _totals.GetValueOrDefault(name);
        _totals[name] = now;
        return now < before ? now : now - before;
    }

    private List<ToolCall>? CallsOf(string? text, int line)
    {
        if (NullIfBlank(text) is not { } written)
            return null;
        var list = StrictJson.TryParse(written, out var json) && json is JsonArray array ? array : null;
        var calls = ToolCall.Parse(list).ToList();
        if (list is null || calls.Count != list.Count)
            problems.Add(
                shownAs,
                line,
                "“tool_calls” takes a JSON list of calls: [{\"name\": \"refund\", \"arguments\": {\"amount\": 12}}], or OpenAI's form of it."
            );
        return calls.Count > 0 ? calls : null;
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
