using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading.Structure;

/// <summary>Compares the calls that a response makes with the wanted ones.</summary>
internal sealed class CallCheck(CallReader reader, WantedFunctionCalls wanted, AcceptedValues values, bool isOrdered, CallCodes codes)
{
    private const int MaxNameLength = 80;

    public static CallCheck Read(GraderSetup setup, CallCodes codes) =>
        new(
            new CallReader(setup.CreateReader()),
            WantedFunctionCalls.Read(setup),
            new AcceptedValues(
                TextNormaliser.Of(setup.Options, ignoreCase: false),
                setup.Options.Choice("strings", "exact", "bfcl") == "bfcl"
            ),
            setup.Options.Flag("order") ?? false,
            codes
        );

    /// <summary>How many calls are right, made and wanted, with the reason; or the score of a response that is undecided.</summary>
    public (MatchCounts Counts, ReasonCode Code, string Reason, Score? Failure) Compare(GradingContext context)
    {
        var functions = wanted.FunctionsFor(context.Item);
        var expected = wanted.For(context.Item);
        var (calls, failure) = reader.Read(context, functions?.Keys);
        if (failure is not null)
            return (new MatchCounts(0, 0, 0), codes.None, "", failure);
        var made = calls.Select(call => call.Named(functions?.GetValueOrDefault(call.Name)?.Parameters)).ToList();
        var pairs = Pairing.Of(
            expected.Count,
            made.Count,
            (i, j) => FindFault(expected[i], made[j], functions, context.Budget) is null,
            context.Budget
        );
        var isSameOrder = pairs.Where(j => j >= 0).SequenceEqual(pairs.Where(j => j >= 0).Order());
        var right = pairs.Count(j => j >= 0);
        if (isOrdered && !isSameOrder)
            right = LongestInOrder(expected, made, functions, context.Budget);
        var counts = new MatchCounts(right, made.Count, expected.Count);
        var (code, reason) = Explain(expected, made, pairs, functions, context.Budget);
        return code == codes.Right && right < expected.Count
            ? (counts, codes.Order, $"The right calls were made in another order: {Listed(made)}.", null)
            : (counts, code, reason, null);
    }

    private (ReasonCode Code, string Reason) Explain(
        IReadOnlyList<AcceptedCall> expected,
        List<MadeCall> made,
        int[] pairs,
        Dictionary<string, FunctionSpec>? functions,
        WorkBudget budget
    )
    {
        if (expected.Count == 0)
            return made.Count == 0
                ? (codes.None, "No function was called, as it should be.")
                : (codes.Unwanted, $"{Describe(made[0])} was called, and no call was wanted.");
        var left = made.Where((_, j) => !pairs.Contains(j)).ToList();
        if (Array.IndexOf(pairs, -1) is var at and >= 0)
        {
            var call = expected[at];
            var nearest = left.Find(one => one.Name == call.Name) ?? (left.Count > 0 ? left[0] : null);
            return nearest is null
                ? (
                    codes.Missing,
                    $"“{Short(call.Name)}” was not called{(made.Count > expected.Count(one => one.Name == call.Name) || made.Count == 0 ? "" : " often enough")}."
                )
                : FindFault(call, nearest, functions, budget) ?? (codes.Missing, $"“{Short(call.Name)}” was not called.");
        }

        return left.Count > 0
            ? (codes.Extra, $"{Describe(left[0])} was called as well, and should not be.")
            : (codes.Right, $"{Listed(made)} {(made.Count == 1 ? "was" : "were")} called as wanted.");
    }

    // Why a call is not the wanted one; null if it is.
    private (ReasonCode Code, string Reason)? FindFault(
        AcceptedCall call,
        MadeCall made,
        Dictionary<string, FunctionSpec>? functions,
        WorkBudget budget
    )
    {
        budget.Spend();
        if (call.Name != made.Name)
            return (codes.OtherName, $"{Describe(made)} was called, not “{Short(call.Name)}”.");
        if (made.Arguments is not { } arguments)
            return (codes.NotJson, $"The arguments of “{Short(call.Name)}” can't be read as names with values.");
        var function = functions?.GetValueOrDefault(call.Name);
        var needed = call
            .Parameters.Where(parameter => !AcceptedCall.IsOptional(parameter.Value))
            .Select(parameter => parameter.Key)
            .Union(function?.Required ?? [], StringComparer.Ordinal);
        if (needed.FirstOrDefault(name => !arguments.ContainsKey(name)) is { } missing)
            return (codes.MissingParameter, $"“{Short(call.Name)}” was called without “{Short(missing)}”.");
        foreach (var (name, value) in arguments)
        {
            if (FindFault(call, name, value, function, budget) is { } fault)
                return fault;
        }

        return null;
    }

    private (ReasonCode Code, string Reason)? FindFault(
        AcceptedCall call,
        string name,
        JsonNode? value,
        FunctionSpec? function,
        WorkBudget budget
    )
    {
        var place = $"“{Short(name)}” of “{Short(call.Name)}” is {FieldRule.Describe(value)}";
        if (!call.Parameters.TryGetPropertyValue(name, out var accepted))
            return function is not null && function.Parameters.Contains(name, StringComparer.Ordinal)
                ? (codes.WrongValue, $"{place}, and should be left out.")
                : (
                    codes.UnknownParameter,
                    $"“{Short(call.Name)}” was called with “{Short(name)}”, which is no parameter that is accepted."
                );
        if (values.Includes(accepted, value, budget))
            return null;
        return AcceptedValues.HasType(accepted, value)
            ? (codes.WrongValue, $"{place}, not one of {Quote.Of(CanonicalJson.Write(accepted))}.")
            : (codes.WrongType, $"{place}, which has another type than {Quote.Of(CanonicalJson.Write(accepted))}.");
    }

    // The longest common subsequence.
    private int LongestInOrder(
        IReadOnlyList<AcceptedCall> expected,
        List<MadeCall> made,
        Dictionary<string, FunctionSpec>? functions,
        WorkBudget budget
    )
    {
        var before = new int[made.Count + 1];
        foreach (var call in expected)
        {
            var row = new int[made.Count + 1];
            for (var j = 0; j < made.Count; j++)
                row[j + 1] = FindFault(call, made[j], functions, budget) is null ? before[j] + 1 : Math.Max(row[j], before[j + 1]);
            before = row;
        }

        return before[^1];
    }

    private static string Short(string name) => ShortText.OnOneLine(name, MaxNameLength);

    private static string Listed(List<MadeCall> made)
    {
        var names = made.Take(3).Select(call => $"“{Short(call.Name)}”");
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names)}{(made.Count > 3 ? " and others" : "")}");
    }

    private static string Describe(MadeCall call) =>
        $"“{Short(call.Name)}” with {(call.Arguments is null ? "arguments that can't be read" : Quote.Of(CanonicalJson.Write(call.Arguments)))}";
}
