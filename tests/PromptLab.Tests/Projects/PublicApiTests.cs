using System.Reflection;
using PromptLab.EvalSets;
using PromptLab.Projects;
using PromptLab.Running;

namespace PromptLab.Tests.Projects;

/// <summary>
/// Walks everything public of the library: no way leads round the door, and no set or journal is handed out as a whole
/// list.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly Assembly Library = typeof(PromptLabProject).Assembly;

    // What runs sealed items, writes rows, counts looks or pays: only the door may hold them.
    internal static readonly string[] BehindTheDoor =
    [
        "Runner",
        "RunPlan",
        "RunTarget",
        "CallExecutor",
        "RunWriter",
        "RunStore",
        "RunJournal",
        "Scoreboard",
        "HoldoutLedger",
        "ResponseCache",
        "Budget",
        "ModelFactory",
        "ProjectWorkspace",
        "ExperimentRunner",
        "RunExecution",
        "RunConclusion",
        "GradingRunner",
        "StoredResponseGrader",
        "GraderSet",
        "ClaimRunner",
        "LabelMover",
    ];

    [Fact]
    public void What_stands_behind_the_door_is_a_type_of_the_library_and_is_not_public()
    {
        var types = BehindTheDoor.Select(name =>
            (name, Type: Library.GetTypes().SingleOrDefault(type => type.Name == name && !type.IsNested))
        );

        Assert.Equal(
            BehindTheDoor.Select(name => (name, true, false)),
            types.Select(one => (one.name, one.Type is not null, one.Type?.IsVisible ?? false))
        );
    }

    [Fact]
    public void Nothing_public_takes_or_gives_what_stands_behind_the_door() =>
        Assert.Empty(
            PublicSignatures().Where(one => BehindTheDoor.Contains(one.Type.Name, StringComparer.Ordinal)).Select(one => one.Where)
        );

    // Sets of any size can then be streamed: counts, ids and enumeration are all that anybody gets.
    [Fact]
    public void No_public_member_gives_or_takes_all_items_or_all_results_as_a_list() =>
        Assert.Empty(
            PublicMembers()
                .Where(one => Lists(one.Type).Any(item => item == typeof(EvalItem) || item == typeof(ItemResult)))
                .Select(one => one.Where)
        );

    [Fact]
    public void The_door_has_a_method_for_each_command_of_the_command_line()
    {
        var methods = typeof(PromptLabProject)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[..^5] : method.Name)
            .ToHashSet(StringComparer.Ordinal);
        string[] capabilities =
        [
            "Run",
            "Resume",
            "Grade",
            "Compare",
            "Confirm",
            "Gate",
            "Diagnose",
            "Status",
            "Check",
            "Split",
            "Freeze",
            "Diff",
            "Log",
            "Show",
            "Label",
            "Promote",
            "Rollback",
            "Record",
            "ReadCache",
            "ClearCache",
            "Models",
            "TestModel",
            "Board",
            "New",
            "RevertSection",
            "SplitDraft",
        ];

        Assert.Empty(capabilities.Except(methods, StringComparer.Ordinal));
    }

    [Fact]
    public void A_method_of_the_door_takes_one_record_of_options_or_plain_names_and_gives_facts()
    {
        var methods = typeof(PromptLabProject)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.Name is not ("DisposeAsync" or "HypothesisOf"));

        foreach (var method in methods)
        {
            var parameters = method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)).ToList();
            var names = parameters.TakeWhile(parameter => parameter.ParameterType == typeof(string)).Count();
            Assert.True(
                parameters is [var options] && options.ParameterType.Name.EndsWith("Options", StringComparison.Ordinal)
                    || parameters.Skip(names).All(parameter => parameter.ParameterType == typeof(bool)) && parameters.Count <= 2,
                method.Name
            );
            var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
            Assert.True(result.IsSubclassOf(typeof(Workspace.ProjectResult)), method.Name);
        }
    }

    private static IEnumerable<(string Where, Type Type)> PublicSignatures() =>
        PublicMembers().SelectMany(one => Parts(one.Type).Select(part => (one.Where, part)));

    private static IEnumerable<(string Where, Type Type)> PublicMembers()
    {
        foreach (var type in Library.GetExportedTypes())
        {
            foreach (
                var member in type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            )
            {
                var types = member switch
                {
                    ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
                    MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
                    PropertyInfo property => [property.PropertyType],
                    FieldInfo field => [field.FieldType],
                    _ => [],
                };
                foreach (var used in types)
                    yield return ($"{type.Name}.{member.Name}", used);
            }
        }
    }

    // A type with the arguments of its generics, and of theirs.
    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];

    // What a type is a list of, wherever in it the list stands.
    private static IEnumerable<Type> Lists(Type type)
    {
        if (type.IsArray)
            yield return type.GetElementType()!;
        if (!type.IsGenericType)
            yield break;
        var arguments = type.GetGenericArguments();
        if (typeof(System.Collections.IEnumerable).IsAssignableFrom(type) && type.GetGenericTypeDefinition() != typeof(IEnumerable<>))
            yield return arguments[^1];
        foreach (var inner in arguments.SelectMany(Lists))
            yield return inner;
    }
}
