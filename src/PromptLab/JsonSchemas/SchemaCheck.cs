using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.JsonSchemas;

/// <summary>Finds what is wrong with a schema itself, before any value is checked against it.</summary>
internal sealed class SchemaCheck(SchemaDocuments documents, JsonNode root)
{
    /// <summary>The problems, in the order of their places.</summary>
    /// <param name="assertsFormat">True if <c>format</c> is to be checked, so that an unknown one is a warning.</param>
    public IEnumerable<SchemaProblem> Find(bool assertsFormat)
    {
        documents.ResolveAll();
        var own = documents.Schemas.OfType<JsonObject>().Where(schema => schema.Root == root.Root).ToList();
        var found = own.SelectMany(schema => FindProblems(schema, PointerOf(schema), assertsFormat)).ToList();
        found.AddRange(AgainstDraft(found));
        if (new SchemaLoops(documents).Find([.. documents.Schemas]) is (var message, var isWarning))
            found.Add(new SchemaProblem("", message) { IsWarning = isWarning });
        return found.OrderBy(problem => problem.Pointer, StringComparer.Ordinal);
    }

    // The keywords that are known here have plainer sentences than those of the meta-schema, which finds whatever is left.
    private IEnumerable<SchemaProblem> AgainstDraft(List<SchemaProblem> found)
    {
        var resource = documents.ResourceOf(root);
        if (resource.Dialect != new SchemaDialect(resource.Draft) || documents.HasSeveralDialects)
            return [];
        var told = found.ConvertAll(problem => problem.Pointer);
        return MetaSchemas
            .Check(root, resource.Draft)
            .Where(violation => !told.Exists(pointer => Covers(pointer, violation.Pointer)))
            .DistinctBy(violation => violation.Pointer)
            .Select(violation => new SchemaProblem(violation.Pointer, $"{violation.Message}{Shown(violation.Pointer)}"));
    }

    private IEnumerable<SchemaProblem> FindProblems(JsonObject schema, string pointer, bool assertsFormat)
    {
        var resource = documents.ResourceOf(schema);
        foreach (var keyword in new[] { "$ref", "$dynamicRef", "$recursiveRef" })
        {
            if (SchemaDocuments.Text(schema, keyword) is { } reference && documents.Resolve(resource, reference) is null)
                yield return new SchemaProblem(
                    ObjectKeywords.Append(pointer, keyword),
                    $"“{keyword}”: “{reference}” leads nowhere. A schema is never loaded from the network; put it into this file, under “$defs”."
                );
        }

        if (SchemaDocuments.Text(schema, "$schema") is { } dialect && !documents.Knows(dialect))
            yield return new SchemaProblem(
                ObjectKeywords.Append(pointer, "$schema"),
                $"“$schema”: “{dialect}” is not known; this version reads {SchemaDialect.Known}."
            );
        foreach (var (keyword, problem) in SchemaShape.FindProblems(schema, resource.Draft))
            yield return new SchemaProblem(ObjectKeywords.Append(pointer, keyword), problem);
        foreach (var (place, pattern) in PatternsOf(schema).Where(found => SchemaPattern.TryCreate(found.Pattern) is null))
            yield return new SchemaProblem(pointer + place, $"“{pattern}” is no valid pattern.");
        if (assertsFormat && SchemaDocuments.Text(schema, "format") is { } format && SchemaFormat.Find(format) is null)
            yield return new SchemaProblem(ObjectKeywords.Append(pointer, "format"), SchemaFormat.UnknownMessage(format))
            {
                IsWarning = true,
            };
    }

    private static IEnumerable<(string Place, string Pattern)> PatternsOf(JsonObject schema)
    {
        if (SchemaDocuments.Text(schema, "pattern") is { } pattern)
            yield return ("/pattern", pattern);
        foreach (var name in (schema["patternProperties"] as JsonObject ?? []).Select(pair => pair.Key))
            yield return (ObjectKeywords.Append("/patternProperties", name), name);
    }

    private static bool Covers(string pointer, string other) =>
        other == pointer
        || other.StartsWith(pointer + "/", StringComparison.Ordinal)
        || pointer.StartsWith(other + "/", StringComparison.Ordinal);

    private string Shown(string pointer)
    {
        var node = Follow(pointer);
        return node is JsonObject or JsonArray ? "" : $" It is {node?.ToJsonString() ?? "null"}.";
    }

    private JsonNode? Follow(string pointer)
    {
        var node = root;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            node = node switch
            {
                JsonObject map => map[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)],
                JsonArray list => list[int.Parse(part, CultureInfo.InvariantCulture)],
                _ => null,
            };
        }

        return node;
    }

    private string PointerOf(JsonNode node) =>
        node.Parent switch
        {
            _ when node == root => "",
            JsonObject map => ObjectKeywords.Append(PointerOf(map), node.GetPropertyName()),
            JsonArray list => string.Create(CultureInfo.InvariantCulture, $"{PointerOf(list)}/{node.GetElementIndex()}"),
            _ => "",
        };
}
