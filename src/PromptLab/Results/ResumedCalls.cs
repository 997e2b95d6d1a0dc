using System.Text.Json;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// What of a run's <c>calls.jsonl</c> is used again when the run goes on: answers that were never graded are graded, and
/// nobody is asked for them again. Answers to what is no longer asked are set aside.
/// </summary>
/// <param name="run">The run as it is asked now.</param>
internal sealed class ResumedCalls(RunRecord run)
{
    private readonly Dictionary<CallKey, CallResponse> _toGrade = [];

    /// <summary>The answers to be graded.</summary>
    public IReadOnlyDictionary<CallKey, CallResponse> ToGrade => _toGrade;

    /// <summary>What becomes of the file's lines.</summary>
    public JournalRewrite Rewrite { get; } = new();

    /// <summary>What the answers to be graded have used.</summary>
    public RunUse Used { get; private set; } = RunUse.None;

    /// <summary>How many answers without a result can't be used again.</summary>
    public int Lost { get; private set; }

    /// <summary>What those have used.</summary>
    public RunUse Discarded { get; private set; } = RunUse.None;

    /// <summary>True where the run has such a file.</summary>
    public bool HasFile { get; private set; }

    /// <summary>True where its last line was cut off.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Reads the file.</summary>
    /// <param name="store">Where the run is.</param>
    /// <param name="items">The items as they are chosen now, by id.</param>
    /// <param name="reused">The calls whose results are used again.</param>
    /// <param name="counted">All calls with a result that was no failure: what they used is counted with it.</param>
    /// <param name="problems">Where problems of the file go.</param>
    public void Read(
        RunStore store,
        IReadOnlyDictionary<string, EvalItem> items,
        IReadOnlySet<CallKey> reused,
        IReadOnlySet<CallKey> counted,
        Problems problems
    )
    {
        HasFile = store.HasCalls(run.RunId);
        if (!HasFile)
            return;
        var latest = new Dictionary<CallKey, (CallLine Call, byte[] Line)>();
        using var lines = store.ReadCalls(run.RunId, problems);
        foreach (var (line, _, number) in lines.All())
        {
            if (Parse(line.Span, lines.ShownAs, number, problems) is not { } call)
                continue;
            if (latest.Remove(call.Key, out var earlier))
                SetAside(earlier.Call, earlier.Line, isCounted: false);
            latest.Add(call.Key, (call, line.ToArray()));
        }

        foreach (var (key, (call, line)) in latest)
            Sort(call, line, items.GetValueOrDefault(key.ItemId), reused.Contains(key), counted.Contains(key));
        IsTorn = !lines.Torn.IsEmpty;
        if (IsTorn)
            Rewrite.SetAside(lines.Torn);
    }

    /// <summary>Takes an answer that has a result, to be graded anew while the run goes on. It is kept as one that has none.</summary>
    public void GradeAgain(ItemResult result)
    {
        var answer = CallResponse.Of(result);
        if (_toGrade.TryAdd(answer.Key, answer))
        {
            Used = Used.Plus(RunUse.Of(result));
            Rewrite.Add(CallLine.Of(answer, run).ToUtf8());
        }
    }

    private void Sort(CallLine call, byte[] line, EvalItem? item, bool isReused, bool isCounted)
    {
        if (item is null || !call.Answers(run, item))
            SetAside(call, line, isCounted);
        else
        {
            Rewrite.Keep(line);
            if (isReused)
                return;
            _toGrade.Add(call.Key, call.For(item));
            Used = Used.Plus(call.Use);
        }
    }

    private void SetAside(CallLine call, byte[] line, bool isCounted)
    {
        Rewrite.SetAside(line);
        if (isCounted)
            return;
        Lost++;
        Discarded = Discarded.Plus(call.Use);
    }

    internal static CallLine? Parse(ReadOnlySpan<byte> line, string shownAs, int number, Problems problems)
    {
        try
        {
            return CallLine.Read(line);
        }
        catch (JsonException e)
        {
            problems.Add(shownAs, number, $"This is no response to a call: {e.Message}");
            return null;
        }
    }
}
