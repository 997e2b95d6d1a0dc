using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading.Programs;
using PromptLab.Grading.Texts;

namespace PromptLab.Grading;

/// <summary>
/// The hash by which verdicts are kept apart: over the definitions, the files and programs that they name, how scores are combined, and the
/// revisions of the kinds. What an eval set does not use is left out, so that the hashes of earlier versions remain valid.
/// </summary>
internal static class GraderSetHash
{
    // Options that both old and new versions read, in which a backslash meant itself before.
    private static readonly string[] PathOptions = ["field"];

    public static string Of(EvalSet evalSet, GraderCatalog catalog, FileReadCache cache, GraderPrograms programs)
    {
        var content = new JsonObject
        {
            ["graders"] = new JsonArray([.. evalSet.Graders.Select(grader => grader.Options.Json())]),
            ["schemas"] = HashesOf(evalSet, cache, SchemaFileOf),
            ["combine"] = evalSet.Score.Combine.ToString(),
            ["pass"] = evalSet.Score.PassAt,
        };
        if (evalSet.Groups.Any(group => group.Options is not null))
            content["groups"] = new JsonArray([
                .. evalSet.Groups.Select(group => group.Options).OfType<YamlMap>().Select(map => map.Json()),
            ]);
        if (HashesOf(evalSet, cache, ListFileOf) is { Count: > 0 } lists)
            content["lists"] = lists;
        if (ExecGrader.IdentitiesOf(evalSet.Graders, programs) is { } identities)
            content["programs"] = identities;
        if (RevisionsOf(evalSet, catalog) is { Count: > 0 } revisions)
            content["revisions"] = new JsonObject(revisions);
        return ContentHash.Of(content);
    }

    // A schema that is written in the definition is part of it.
    private static string? SchemaFileOf(YamlMap options) => options.IsMap("schema") ? null : options.Text("schema");

    private static string? ListFileOf(YamlMap options) =>
        options.Has(ForbiddenGrader.FileKey) ? options.Text(ForbiddenGrader.FileKey) : null;

    private static JsonArray HashesOf(EvalSet evalSet, FileReadCache cache, Func<YamlMap, string?> fileOf) =>
        [
            .. evalSet
                .Graders.Select(grader => fileOf(grader.Options))
                .OfType<string>()
                .Select(file => JsonValue.Create(ContentHash.OfText(cache.ReadText(Path.Combine(evalSet.Folder, file), file)))),
        ];

    // Revision 1 is left out.
    private static List<KeyValuePair<string, JsonNode?>> RevisionsOf(EvalSet evalSet, GraderCatalog catalog)
    {
        var revisions = evalSet
            .Graders.Select(grader => catalog.Find(grader.Type))
            .OfType<GraderKind>()
            .Where(kind => kind.Revision > 1)
            .DistinctBy(kind => kind.Name)
            .Select(kind => Revision(kind.Name, kind.Revision))
            .ToList();
        if (evalSet.Graders.Any(grader => ExtractReader.HasNumber(grader.Options)))
            revisions.Add(Revision("extract:last-number", ExtractReader.NumberRevision));
        if (evalSet.Graders.Any(grader => PathOptions.Any(key => HasEscape(grader.Options.Json(key)))))
            revisions.Add(Revision("path-escapes", JsonPath.EscapeRevision));
        if (evalSet.Graders.Any(grader => ExtractReader.HasReading(grader.Options)))
            revisions.Add(Revision("reading", ExtractReader.ReadingRevision));
        return revisions;
    }

    private static KeyValuePair<string, JsonNode?> Revision(string name, int revision) => new(name, JsonValue.Create(revision));

    private static bool HasEscape(JsonNode? path) =>
        path is not null && CanonicalJson.TextOf(path).Contains('\\', StringComparison.Ordinal);
}
