using PromptLab.EvalSets;
using PromptLab.Texts;

namespace PromptLab.Grading.Structure;

/// <summary>
/// The options of <c>function-call</c> and <c>tool-calls</c>: what is wanted of each item, and what is known of the
/// functions.
/// </summary>
internal sealed class WantedFunctionCalls
{
    private readonly ValueSource _value;
    private readonly ValueSource? _functions;
    private readonly Dictionary<string, FunctionSpec>? _given;

    private WantedFunctionCalls(ValueSource value, ValueSource? functions, Dictionary<string, FunctionSpec>? given) =>
        (_value, _functions, _given) = (value, functions, given);

    /// <summary>Reads the options and checks every item.</summary>
    public static WantedFunctionCalls Read(GraderSetup setup)
    {
        var options = setup.Options;
        var given = options.IsList("functions") ? FunctionSpec.ReadAll(options.Json("functions")) : null;
        var reference = options.Has("functions") && !options.IsList("functions") ? options.Text("functions") : null;
        if (options.Has("functions") && given is null && reference is null)
            options.Problem("functions", "“functions” takes a list of { name, parameters }, or a field that holds one: '{functions}'.");
        var wanted = new WantedFunctionCalls(
            new ValueSource(options.Text("value") ?? "{expected}"),
            reference is null ? null : new ValueSource(reference),
            given
        );
        foreach (var item in setup.Items)
        {
            foreach (var problem in wanted.ProblemsOf(item))
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"The item “{item.Id}”: {problem} The grader “{setup.Id}” ({setup.Type}) needs it."
                );
        }

        return wanted;
    }

    /// <summary>The wanted calls; empty where no call is right.</summary>
    public IReadOnlyList<AcceptedCall> For(EvalItem item) => IsNothing(item) ? [] : AcceptedCall.ReadAll(_value.NodeFor(item)) ?? [];

    /// <summary>The functions that may be called, by name; null if they are not known.</summary>
    public Dictionary<string, FunctionSpec>? FunctionsFor(EvalItem item) =>
        _given ?? (_functions is null ? null : FunctionSpec.ReadAll(_functions.NodeFor(item)));

    // “expected”: null is written where no call is right; an item without the key lacks an answer.
    private bool IsNothing(EvalItem item) => item.ExpectsNull && _value.FindMissing(item) is not null;

    private IEnumerable<string> ProblemsOf(EvalItem item)
    {
        if (_functions?.FindMissing(item) is { } missing)
        {
            yield return $"“{missing}” is missing.";
            yield break;
        }

        if (_functions is not null && FunctionsFor(item) is null)
            yield return "the functions are no list of {\"name\": …, \"parameters\": {…}}.";
        if (IsNothing(item))
            yield break;
        if (_value.FindMissing(item) is { } name)
        {
            yield return $"“{name}” is missing; where no call is right, write none.";
            yield break;
        }

        if (AcceptedCall.ReadAll(_value.NodeFor(item)) is not { } calls)
        {
            yield return "the wanted calls are {\"function\": {\"parameter\": [accepted values]}}, {\"name\": …, \"arguments\": {…}}, a list of these, or none.";
            yield break;
        }

        foreach (var problem in FunctionsFor(item) is { } functions ? calls.SelectMany(call => ProblemsOf(call, functions)) : [])
            yield return problem;
    }

    private static IEnumerable<string> ProblemsOf(AcceptedCall call, Dictionary<string, FunctionSpec> functions)
    {
        if (!functions.TryGetValue(call.Name, out var function))
            return [$"the wanted function “{call.Name}” is not among the functions.{NearestName.Suggest(call.Name, functions.Keys)}"];
        return function
            .Required.Where(name => !call.Parameters.Any(parameter => parameter.Key == name))
            .Select(name => $"the wanted call of “{call.Name}” lacks “{name}”, which every call must have.")
            .Concat(
                call.Parameters.Select(parameter => parameter.Key)
                    .Where(name => !function.Parameters.Contains(name, StringComparer.Ordinal))
                    .Select(name => $"“{name}” is no parameter of “{call.Name}”.{NearestName.Suggest(name, function.Parameters)}")
            );
    }
}
