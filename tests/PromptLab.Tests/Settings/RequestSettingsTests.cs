using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Settings;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Settings;

/// <summary>Headers, query, extra parameters and the rest: what is refused, and what they do to the hashes of requests.</summary>
public sealed class RequestSettingsTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("headers: { X-Api-Key: abc }", "The header “X-Api-Key” would put a secret into a file.")]
    [InlineData("headers: { Cookie: abc }", "The header “Cookie” would put a secret into a file.")]
    [InlineData("headers: { X-Org: sk-abc }", "The header “X-Org” would put a secret into a file.")]
    [InlineData("headers: { X-Org: Bearer abc }", "The header “X-Org” would put a secret into a file.")]
    [InlineData("headers: { X-Org: 0123456789abcdef0123456789abcdef }", "The header “X-Org” would put a secret into a file.")]
    [InlineData("headers: { X-Org: { env: sk-abcdef } }", "“env” takes the name of an environment variable")]
    [InlineData(
        "headers: { X-Org: { variable: ORG } }",
        "“X-Org” takes a text, or the name of an environment variable as { env: NAME_OF_VARIABLE }."
    )]
    [InlineData("headers: { X-Org: { env: ORG, default: a } }", "“default” is not known in “X-Org”.")]
    [InlineData("headers: { X-Org: }", "The header “X-Org” has no value.")]
    [InlineData("headers: { \"X Org\": abc }", "“X Org” is no name of a header")]
    [InlineData("headers: { X-Org: \"a\\nb\" }", "has a line end or a character that is not ASCII")]
    [InlineData("headers: { Content-Type: text/plain }", "PromptLab sets the header “Content-Type” itself.")]
    [InlineData("headers: { Authorization: { env: OTHER } }", "The header “Authorization” has the key of “api_key_env”.")]
    [InlineData("headers: { X-Org: a, x-org: b }", "The header “x-org” stands here twice.")]
    [InlineData("headers: [X-Org]", "“headers” takes a mapping (key: value).")]
    [InlineData("query: { key: abc }", "The parameter of the query “key” would put a secret into a file.")]
    [InlineData(
        "query: { api-version: 2024-10-21 }\n    api_version: 2024-10-22",
        "There are both “api_version” and “api-version” of “query”."
    )]
    [InlineData("api_version: \"2024?x\"", "“api_version” takes a version such as 2024-10-21")]
    [InlineData("endpont: x", "“endpont” is not known in the provider “p”. Did you mean “endpoint”?")]
    public void What_a_provider_may_not_say_is_refused_once_at_its_line(string line, string message)
    {
        var problem = Assert.Single(ProblemsOf(line, ""));

        Assert.StartsWith("promptlab.yaml:", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-abc", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headers: { X-Org: abc, OpenAI-Organization: org-AbCdEf0123456789AbCdEf01, HTTP-Referer: \"https://a.example/b\" }")]
    [InlineData("headers: { anthropic-beta: \"token-efficient-tools-2025-02-19,output-128k-2025-02-19\" }")]
    [InlineData("headers: { X-Request-Group: 123e4567-e89b-12d3-a456-426614174000, X-Portkey-Provider: openai }")]
    [InlineData("query: { api-version: 2024-10-21, team: a }")]
    [InlineData("headers: { api-key: { env: GATEWAY_KEY } }")]
    public void What_is_harmless_is_taken(string line) => Assert.Empty(ProblemsOf(line, ""));

    [Theory]
    [InlineData("api_key: abc\n    hedders: { a: b }")]
    [InlineData("token: abc\n    zzz: 1")]
    public void A_hint_names_no_key_that_is_refused(string lines)
    {
        var problems = ProblemsOf(lines, "").ToList();

        Assert.Equal(2, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.Contains("Known: api_key,", StringComparison.Ordinal));
        Assert.All(["password", "secret", "apikey"], word =>
            Assert.DoesNotContain(problems, problem => problem.Contains(word + ",", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("extra: { model: x }", "PromptLab sends “model” itself. It is set by “id” of the model.")]
    [InlineData("extra: { messages: [] }", "PromptLab sends “messages” itself. It is set by the prompt.")]
    [InlineData("extra: { stream: true }", "It is set by “stream: true” of the model.")]
    [InlineData("extra: { temperature: 1 }", "It is set by “parameters”.")]
    [InlineData("extra: { max_tokens: 1 }", "It is set by “max_output_tokens” of “parameters”.")]
    [InlineData("extra: { n: 2 }", "It is set by --repeats.")]
    [InlineData("extra: { tools: [] }", "“tools” can't be sent by “extra”.")]
    [InlineData("extra: { user: { api_key: abc } }", "would put a secret into a file")]
    [InlineData("extra: 5", "“extra” takes a mapping (key: value).")]
    [InlineData("extra: { a: 1 }\n    parameters: { extra: { a: 1 } }", "There is “extra” in the model and in its “parameters”.")]
    [InlineData("instructions: assistant", "“instructions” can't be “assistant”; it takes system, user.")]
    [InlineData("stream: yes", "“stream” takes true or false, not “yes”.")]
    [InlineData(
        "parameters: { frequency_penalty: 1 }",
        "A parameter of the server's own goes into “extra” of the model: extra: { frequency_penalty: … }"
    )]
    [InlineData("parameters: { reasoning_effort: minimum }", "it takes none, minimal, low, medium, high.")]
    public void What_a_model_may_not_say_is_refused_once_at_its_line(string line, string message) =>
        Assert.Contains(message, Assert.Single(ProblemsOf("", line)), StringComparison.Ordinal);

    [Theory]
    [InlineData("anthropic", "parameters: { max_output_tokens: 5, reasoning_effort: minimal }", "takes no “reasoning_effort: minimal”")]
    [InlineData("ollama", "parameters: { reasoning_effort: minimal }", "takes no “reasoning_effort: minimal”")]
    [InlineData("ollama", "extra: { options: { temperature: 1 } }", "PromptLab sends “temperature” itself.")]
    [InlineData("ollama", "extra: { num_predict: 1 }", "PromptLab sends “num_predict” itself.")]
    [InlineData("ollama", "extra: { num_ctx: 1, options: { num_ctx: 2 } }", "“num_ctx” stands in “options” as well.")]
    [InlineData(
        "ollama",
        "extra: { think: true }\n    parameters: { reasoning_effort: low }",
        "“think” and “reasoning_effort” say the same."
    )]
    [InlineData(
        "anthropic",
        "extra: { thinking: {} }\n    parameters: { max_output_tokens: 5, reasoning_effort: low }",
        "“thinking” and “reasoning_effort” say the same."
    )]
    [InlineData(
        "anthropic",
        "extra: { output_config: { format: {} } }\n    parameters: { max_output_tokens: 5 }",
        "the prompt's response schema"
    )]
    public void What_a_kind_does_not_take_is_refused_at_its_line(string kind, string line, string message) =>
        Assert.Contains(message, Assert.Single(ProblemsOf("", line, kind)), StringComparison.Ordinal);

    [Fact]
    public void Ollama_has_no_api_version() =>
        Assert.Contains("takes no “api_version”", Assert.Single(ProblemsOf("api_version: \"1\"", "", "ollama")), StringComparison.Ordinal);

    [Fact]
    public async Task A_variable_that_is_not_set_is_named_before_anything_is_sent()
    {
        await SmallProject.WriteAsync(_bench, "http://127.0.0.1:9/v1");
        _bench.Variables["SERVED_KEY"] = "secret";
        var config = _bench
            .Read("promptlab.yaml")
            .Replace(
                "api_key_env: SERVED_KEY",
                "api_key_env: SERVED_KEY, headers: { X-Gateway-Key: { env: GATEWAY_KEY } }",
                StringComparison.Ordinal
            );
        _bench.Write("promptlab.yaml", config);

        var result = await _bench.RunAsync("run");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "The environment variable GATEWAY_KEY, with the header “x-gateway-key” of the provider “served”, is not set.",
            result.Error,
            StringComparison.Ordinal
        );
    }

    // The bytes of a key before there were such settings.
    [Fact]
    public void A_request_without_them_keeps_its_key_and_its_configuration_its_hash()
    {
        var model = ModelOf("", "parameters: { temperature: 0, max_output_tokens: 5 }");

        Assert.Equal(
            ContentHash.OfText(
                "{\"max_output_tokens\":5,\"messages\":[{\"content\":\"Sort.\",\"role\":\"system\"},{\"content\":\"a\",\"role\":\"user\"}],\"model\":\"small\","
                    + "\"reasoning_effort\":null,\"repeat\":1,\"response_format\":null,\"seed\":null,\"stop\":null,\"temperature\":0,\"top_p\":null}"
            ),
            KeyOf(model)
        );
        Assert.Equal(
            ContentHash.OfText("{\"id\":\"small\",\"parameters\":{\"max_output_tokens\":5,\"temperature\":0}}"),
            RunConditions.ConfigHashOf(model)
        );
    }

    [Theory]
    [InlineData("headers: { X-Org: abc }", "")]
    [InlineData("headers: { X-Org: abd }", "")]
    [InlineData("headers: { X-Org: { env: ABC } }", "")]
    [InlineData("query: { a: b }", "")]
    [InlineData("api_version: 2024-10-21", "")]
    [InlineData("", "extra: { a: 1 }")]
    [InlineData("", "extra: { a: 2 }")]
    [InlineData("", "stream: true")]
    [InlineData("", "instructions: user")]
    [InlineData("", "parameters: { reasoning_effort: minimal }")]
    [InlineData("", "parameters: { reasoning_effort: low }")]
    public void Each_of_them_has_a_key_and_a_hash_of_its_own(string provider, string model)
    {
        var known = new[]
        {
            ModelOf("", ""),
            ModelOf("headers: { X-Org: ab }", ""),
            ModelOf("query: { a: c }", ""),
            ModelOf("api_version: 2024-10-22", ""),
            ModelOf("", "extra: { a: 3 }"),
            ModelOf("", "parameters: { reasoning_effort: none }"),
        };
        var other = ModelOf(provider, model);

        Assert.DoesNotContain(KeyOf(other), known.Select(KeyOf));
        Assert.DoesNotContain(RunConditions.ConfigHashOf(other), known.Select(RunConditions.ConfigHashOf));
    }

    [Fact]
    public void The_order_of_keys_and_the_case_of_headers_do_not_matter()
    {
        var one = ModelOf("headers: { X-Org: a, X-Team: b }", "extra: { a: { x: 1, y: [2, 3] }, b: true }");
        var two = ModelOf("headers: { x-team: b, x-org: a }", "extra: { b: true, a: { y: [2, 3], x: 1 } }");
        var three = ModelOf("headers: { x-team: b, x-org: a }", "extra: { b: true, a: { y: [3, 2], x: 1 } }");

        Assert.Equal((KeyOf(one), RunConditions.ConfigHashOf(one)), (KeyOf(two), RunConditions.ConfigHashOf(two)));
        Assert.NotEqual(KeyOf(one), KeyOf(three));
    }

    [Fact]
    public void Instructions_that_a_prompt_does_not_have_change_no_key()
    {
        ChatMessage[] messages = [new(ChatRole.User, "a")];
        string Key(ModelDefinition model) => RequestKey.Of(messages, ChatRequest.Options(model, null, 1));

        Assert.Equal(Key(ModelOf("", "")), Key(ModelOf("", "instructions: user")));
    }

    [Fact]
    public void What_is_said_by_default_changes_nothing()
    {
        var plain = ModelOf("", "");
        var said = ModelOf("headers: {}\n    query: {}", "extra: {}\n    stream: false\n    instructions: system");

        Assert.Equal((KeyOf(plain), RunConditions.ConfigHashOf(plain)), (KeyOf(said), RunConditions.ConfigHashOf(said)));
    }

    public void Dispose() => _bench.Dispose();

    private static string KeyOf(ModelDefinition model) =>
        RequestKey.Of(
            [new ChatMessage(ChatRole.System, "Sort."), new ChatMessage(ChatRole.User, "a")],
            ChatRequest.Options(model, responseSchema: null, repeat: 1)
        );

    private ModelDefinition ModelOf(string provider, string model)
    {
        var problems = new Problems();
        var config = Read(provider, model, "openai-compatible", problems);
        Assert.Empty(problems.Found);
        return config.Models["m"];
    }

    private IEnumerable<string> ProblemsOf(string provider, string model, string kind = "openai-compatible")
    {
        var problems = new Problems();
        Read(provider, model, kind, problems);
        return problems.Found.Select(problem => problem.ToString());
    }

    private ProjectConfig Read(string provider, string model, string kind, Problems problems)
    {
        _bench.Write(
            "promptlab.yaml",
            $"""
            schema: promptlab/config@1
            providers:
              p:
                kind: {kind}
                endpoint: http://127.0.0.1:1
                api_key_env: THE_KEY
                {provider}
            models:
              m:
                provider: p
                id: small
                {model}
            """
        );
        return ProjectConfigFile.Read(Path.Combine(_bench.Folder, "promptlab.yaml"), "promptlab.yaml", _ => null, problems);
    }
}
