using System.Text;
using Catalog.Policy.Checking;

namespace Catalog.Policy.Tests.Checking.Warnings;

public sealed class WarningCaseTests
{
    private static readonly IReadOnlyList<WarningCase> All = [.. CaseFiles.Read<IReadOnlyList<WarningCase>>("Checking/Warnings").SelectMany(static f => f.Content)];

    public static TheoryData<string> Cases() => [.. All.Select(static c => c.Note)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_PolicyBesideTools_WarnsOfWhatTheCaseSays(string note)
    {
        var one = All.Single(c => c.Note == note);
        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes(string.Join('\n', one.Document)), "case");
        Assert.Empty(loaded.Errors);

        var warnings = PolicyWarnings.Check(loaded.Policy!, one.Tools);

        Assert.Equal(one.Warnings.Select(static e => $"{e.Line}:{e.Column} {e.Pointer}"), warnings.Select(static e => $"{e.Line}:{e.Column} {e.Pointer}"));
        Assert.All(one.Warnings.Zip(warnings), static p => Assert.Contains(p.First.Says, p.Second.Message, StringComparison.Ordinal));
        Assert.All(warnings, static e => Assert.False(e.Message.EndsWith('.'), e.Message));
    }
}
