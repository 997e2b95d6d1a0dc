using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Tests.Files;

/// <summary>YAML and JSON that are nested deeply are read, or refused with a sentence; they never overflow the stack.</summary>
public sealed class DeepNestingTests
{
    private const string TooDeep = "This is nested more than 256 levels deep, which is too deep to be read. Flatten it.";

    [Theory]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Yaml_that_is_nested_too_deeply_is_refused_at_its_line(int depth)
    {
        var problems = new Problems();

        // The mapping itself is the first level.
        Assert.Null(YamlMap.Read($"a: 1\nb: {new string('[', depth)}{new string(']', depth)}\n", "f.yaml", problems, lineOffset: 3));

        Assert.Equal("f.yaml:5: " + TooDeep, Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void Yaml_in_blocks_that_is_nested_too_deeply_is_refused_at_its_line()
    {
        var problems = new Problems();

        Assert.Null(YamlMap.Read(string.Concat(Enumerable.Range(0, 300).Select(i => new string(' ', i) + "a:\n")), "f.yaml", problems));

        Assert.Equal("f.yaml:257: " + TooDeep, Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void Yaml_of_255_lists_in_a_mapping_is_read()
    {
        var problems = new Problems();

        var map = YamlMap.Read($"b: {new string('[', 255)}{new string(']', 255)}", "f.yaml", problems);

        Assert.Empty(problems.Found);
        Assert.Equal(new string('[', 255) + new string(']', 255), map!.Json("b")!.ToJsonString());
    }

    // Found by fuzzing: the hash of a key that holds itself overflowed the stack, and one of doubled aliases took for ever.
    [Theory]
    [InlineData("? &a [*a]\n: x\n", 1)]
    [InlineData("a: 1\n[b]: x\n", 2)]
    [InlineData("a: 1\n{b: c}: x\n", 2)]
    [InlineData("a: &l [b]\n? *l\n: x\n", 2)]
    [InlineData("a: &l b\nc: &l [d]\n? *l\n: x\n", 3)]
    [InlineData("a: [{? [b] : c}]\n", 1)]
    [InlineData("a: &m\n  ? &k { b: *m }\n  : c\n", 2)]
    public void A_key_that_is_no_text_is_refused_with_its_line(string text, int line)
    {
        Assert.Null(YamlNodes.Read(text, out var problem));

        Assert.Equal((line, YamlNodes.KeyMessage), problem);
    }

    [Fact]
    public void A_key_may_be_the_alias_of_a_text()
    {
        Assert.NotNull(YamlNodes.Read("a: &t b\n*t : [c, { d: e }]\nf: { *t : g }\n", out var problem));
        Assert.Null(problem);
    }

    [Fact]
    public void Aliases_within_aliases_add_up_to_the_depth()
    {
        var problems = new Problems();
        var (open, close) = (new string('[', 100), new string(']', 100));

        Assert.Null(YamlMap.Read($"a: &a {open}{close}\nb: &b {open}*a{close}\nc: {open}*b{close}\n", "f.yaml", problems));

        Assert.Equal("f.yaml:1: " + TooDeep, Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void Aliases_that_double_thirty_times_are_refused()
    {
        var problems = new Problems();
        var lines = Enumerable
            .Range(1, 30)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]"))
            .Prepend("a0: &a0 x");

        Assert.Null(YamlMap.Read(string.Join('\n', lines), "f.yaml", problems));

        Assert.EndsWith(
            "The aliases of this file make it grow too large. Write what is meant in full.",
            Assert.Single(problems.Found).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_long_file_without_aliases_is_not_blamed_on_them()
    {
        var problems = new Problems();

        Assert.NotNull(YamlMap.Read("a:\n" + string.Concat(Enumerable.Repeat("- 1\n", 150_000)), "f.yaml", problems));
        Assert.Empty(problems.Found);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(256)]
    public void Json_of_up_to_256_levels_is_read(int depth)
    {
        var text = Nested(depth);

        Assert.Equal(text, StrictJson.Parse(text, out var problem)!.ToJsonString());
        Assert.Null(problem);
    }

    [Theory]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Deeper_json_is_called_too_deep_and_not_invalid(int depth)
    {
        Assert.Null(StrictJson.Parse(Nested(depth), out var problem));
        Assert.Equal(TooDeep, problem);
    }

    [Fact]
    public void Brackets_that_are_opened_and_never_closed_are_invalid_and_not_too_deep()
    {
        StrictJson.Parse(new string('[', 100_000), out var problem);

        Assert.StartsWith("This is not valid JSON: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_deepest_json_is_copied_compared_and_hashed_on_a_small_stack() =>
        OnSmallStack(() =>
        {
            var json = StrictJson.Parse(Nested(JsonDepth.Max), out _);

            Assert.True(JsonNode.DeepEquals(json, json!.DeepClone()));
            Assert.Equal(CanonicalJson.Write(json), json.ToJsonString());
        });

    /// <summary>Runs a test with a quarter of the smallest stack that .NET gives a thread by itself.</summary>
    internal static void OnSmallStack(Action test)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    test();
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            },
            maxStackSize: 384 * 1024
        );
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
