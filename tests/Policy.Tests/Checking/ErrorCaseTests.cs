using System.Text;
using Catalog.Policy.Checking;

namespace Catalog.Policy.Tests.Checking;

public sealed class ErrorCaseTests
{
    private static readonly IReadOnlyList<(string Name, IReadOnlyList<ErrorCase> Content)> Files =
        [.. CaseFiles.Read<IReadOnlyList<ErrorCase>>("Checking").Where(static f => f.Name.StartsWith("errors", StringComparison.Ordinal))];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, cases) in Files)
        {
            foreach (var one in cases)
            {
                rows.Add(name, one.Note);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_DocumentOfACase_TellsEveryErrorWithItsPlace(string file, string note)
    {
        var one = Files.Single(f => f.Name == file).Content.Single(c => c.Note == note);

        var result = PolicyLoader.Load(Encoding.UTF8.GetBytes(string.Join('\n', one.Document)), "case");

        Assert.Equal(one.Errors.Select(static e => $"{e.Line}:{e.Column} {e.Pointer}"), result.Errors.Select(static e => $"{e.Line}:{e.Column} {e.Pointer}"));
        Assert.All(one.Errors.Zip(result.Errors), static p => Assert.Contains(p.First.Says, p.Second.Message, StringComparison.Ordinal));
        Assert.All(result.Errors, static e => Assert.False(e.Message.EndsWith('.'), e.Message));
        Assert.Equal(one.Errors.Count == 0, result.Policy is not null);
    }
}
