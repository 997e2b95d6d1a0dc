using System.Text.Json;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Maths;

public sealed class MathTextTests
{
    [Theory]
    [InlineData("no")]
    [InlineData("cat")]
    [InlineData("ABC")]
    [InlineData("NaCl")]
    [InlineData("Paris")]
    [InlineData("5 dozen")]
    [InlineData("f(2)")]
    [InlineData("P(A)")]
    [InlineData(@"\frac{dy}{dx}")]
    public void A_word_or_an_unknown_function_is_no_expected_formula(string value) =>
        Assert.Contains("can't read", ProblemsOf("type: math", Item(JsonSerializer.Serialize(value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("5 million", "5")]
    [InlineData("5 thousand", "5")]
    [InlineData("5 hundred", "5")]
    [InlineData(@"5\text{ million}", "5")]
    [InlineData("x^2=5", "5")]
    [InlineData("2+2=5", "5")]
    [InlineData("3 = 4", "4")]
    [InlineData("x = 10/2 = 6", "6")]
    [InlineData("sin(30)", "sin(30°)")]
    [InlineData("10^{-15}", "0")]
    [InlineData("2\\sqrt{2}*10^{-15}", "\\sqrt{2}*10^{-15}")]
    [InlineData("0", "\\sqrt{2}*10^{-15}")]
    [InlineData("The answer is $13$. (Not $12$)", "12")]
    [InlineData("x > 5", "5")]
    [InlineData("1e2", "1")]
    [InlineData("The answer is $5$ or $6$. Bye.", "5 + 0")]
    [InlineData("It is $5$ million.", "5")]
    [InlineData("0", "1e-15")]
    [InlineData("sin 30 degrees", "sin 30")]
    public async Task What_has_another_value_does_not_pass(string response, string value) =>
        Assert.Equal("0 math.different", await MathAsync(response, value));

    [Theory]
    [InlineData("5 dozen", "5")]
    [InlineData("2 pairs", "2")]
    [InlineData("3 halves", "3")]
    [InlineData("10 squared", "10")]
    [InlineData("10 less than", "10")]
    [InlineData("5 less", "5")]
    [InlineData("10 plus", "10")]
    [InlineData("5 negative", "5")]
    [InlineData(@"5\text{ dozen}", "5")]
    [InlineData("4", "2x=4")]
    [InlineData("4", "x^2=4")]
    [InlineData("3", "x+y=3")]
    [InlineData("f(2)", "2f")]
    [InlineData("~5", "5")]
    [InlineData("≈5", "5")]
    [InlineData("5 to 6", "5")]
    [InlineData("5:10", "5")]
    [InlineData("less than 5", "5")]
    [InlineData("less than $5$", "5")]
    [InlineData("It is not $5$.", "5")]
    [InlineData("The answer is not 5.", "5")]
    [InlineData("The answer is 5, not 6.", "6")]
    [InlineData("x > 2", "(2, \\infty)")]
    [InlineData("2e-3", "2e - 3")]
    [InlineData("5 gross", "5")]
    [InlineData("3 quarters", "3")]
    [InlineData("It is $5$ dozen.", "5")]
    [InlineData("It is $5$ or $6$.", "6")]
    [InlineData("The answer is 5! which is 120.", "5")]
    [InlineData("minus five", "-5")]
    public async Task What_is_not_certain_is_undecided(string response, string value) =>
        Assert.Equal("? math.unsure", await MathAsync(response, value));

    [Theory]
    [InlineData("5 million", "5000000")]
    [InlineData("5 million dollars", "5,000,000")]
    [InlineData("5 apples", "5")]
    [InlineData("12 square feet", "12")]
    [InlineData(@"25^\circ C", "25")]
    [InlineData("0.5", "sin(30°)")]
    [InlineData(@"\sin 30^\circ", "1/2")]
    [InlineData("cos(60 degrees)", "1/2")]
    [InlineData("sin(pi)", "0")]
    [InlineData("x = 10/2 = 5", "5")]
    [InlineData("x = 10/2 = 5", "x = 5")]
    [InlineData("speed = 5", "5")]
    [InlineData("AB = 5 cm", "5")]
    [InlineData("sum = 5", "5")]
    [InlineData("x = y = 5", "5")]
    [InlineData("PV = nRT", "nRT = PV")]
    [InlineData("f(x) = x^2 + 1", "x^2+1")]
    [InlineData("n(n+1)/2", "(n^2+n)/2")]
    [InlineData("2θ", @"2\theta")]
    [InlineData("λ", @"\lambda")]
    [InlineData("Δx", @"\Delta x")]
    [InlineData(@"x=1\text{ or }x=2", "1, 2")]
    [InlineData(@"\sin^{-1}(1/2)", @"\arcsin \frac12")]
    [InlineData("sin⁻¹ x", "arcsin(x)")]
    [InlineData("(0, inf)", @"(0, \infty)")]
    [InlineData(@"\mathbf{3}", "3")]
    [InlineData("**3**", "3")]
    [InlineData("The answer is **3**.", "3")]
    [InlineData("**The answer is 3.**", "3")]
    [InlineData("**Answer:** 3", "3")]
    [InlineData("The final answer is $3$. I hope it is correct.", "3")]
    [InlineData("`1/2`", "0.5")]
    [InlineData("#### 3", "3")]
    [InlineData("= 3", "3")]
    [InlineData("1e2", "100")]
    [InlineData("6.02e23", @"6.02 \times 10^{23}")]
    [InlineData("10 000", "10000")]
    [InlineData("minus 5", "-5")]
    [InlineData(@"\boxed {12}", "12")]
    [InlineData(@"\fbox{12}", "12")]
    [InlineData(@"\boxed{\text{12}}", "12")]
    [InlineData("2**3", "8")]
    [InlineData("2**3**2", "512")]
    [InlineData("abc", "cba*1")]
    public async Task What_says_the_same_in_another_way_is_equal(string response, string value) =>
        Assert.Equal("1 math.equal", await MathAsync(response, value));

    [Theory]
    [InlineData("1.01", "1", "1 math.equal")]
    [InlineData("0.99", "1", "1 math.equal")]
    [InlineData("1.0100001", "1", "0 math.different")]
    public async Task A_tolerance_includes_its_limit(string response, string value, string code)
    {
        var quoted = JsonSerializer.Serialize(value);
        Assert.Equal(code, await CodeAsync("type: math, tolerance: { absolute: 0.01 }", response, quoted));
        Assert.Equal(code, await CodeAsync("type: math, tolerance: { relative: 0.01 }", response, quoted));
    }

    [Theory]
    [InlineData("**2+3*4=14**", "1 math.equal")]
    [InlineData("**2+3*4=14.**", "1 math.equal")]
    [InlineData("**2+3*4=15**", "0 math.different")]
    public async Task An_equation_may_be_emphasised(string response, string code)
    {
        Assert.Equal(code, await CodeAsync("type: math, mode: equation", response, "\"2+3*4=14\""));
        Assert.Equal(code, await CodeAsync("type: math, mode: equation, operators: '+-*/'", response, "\"2+3*4=14\""));
    }

    [Fact]
    public async Task Numbers_of_an_equation_are_not_joined()
    {
        Assert.Equal("0 math.not-equation", await CodeAsync("type: math, mode: equation, numbers: '1 234', value: 1234", "1,234", "\"\""));
        Assert.Equal("0 math.not-equation", await CodeAsync("type: math, mode: equation, numbers: '1 234', value: 1234", "1 234", "\"\""));
    }

    private static Task<string> MathAsync(string response, string value) =>
        CodeAsync("type: math", response, JsonSerializer.Serialize(value));
}
