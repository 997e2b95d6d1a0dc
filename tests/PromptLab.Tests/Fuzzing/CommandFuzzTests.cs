namespace PromptLab.Tests.Fuzzing;

public sealed class CommandFuzzTests
{
    [Fact]
    public async Task A_damaged_file_ends_every_command_with_one_of_its_exit_codes()
    {
        await using var fuzz = await CommandFuzz.CreateAsync(seed: 18);

        await fuzz.TryAsync(40);

        Assert.True(fuzz.Findings.Count == 0, string.Join('\n', fuzz.Findings));
    }
}
