using System.Text.Json.Serialization.Metadata;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Tests.Results;

/// <summary>A field that is missing from a line never becomes null where the record says that it is not null.</summary>
public sealed class RequiredFieldsTests
{
    [Theory]
    [InlineData(typeof(ItemResult))]
    [InlineData(typeof(CallLine))]
    [InlineData(typeof(RunRecord))]
    [InlineData(typeof(RecordedResponse))]
    [InlineData(typeof(LabelMove))]
    public void Every_field_that_may_not_be_null_is_required_or_has_a_value_of_its_own(Type root)
    {
        var lacking = Properties(root, [])
            .Where(property =>
                property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false }
                && !property.PropertyType.IsValueType
                && !property.IsRequired
            );

        Assert.Empty(lacking.Select(property => $"{property.DeclaringType.Name}.{property.Name}"));
    }

    private static IEnumerable<JsonPropertyInfo> Properties(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.Namespace?.StartsWith("Microsoft", StringComparison.Ordinal) == true)
            return [];
        var info = FileJson.Line.GetTypeInfo(type);
        var inner = new[] { info.ElementType, info.KeyType }
            .OfType<Type>()
            .Concat(info.Properties.Select(property => property.PropertyType));
        return info.Properties.Concat(inner.SelectMany(one => Properties(one, seen)).ToList());
    }
}
