using System.Buffers;
using System.Text;
using Catalog.Core.Decisions;

namespace Catalog.Core.Tests.Decisions;

public sealed class DecisionJsonTests
{
    private const string Odd = "a \"b\" \\ \n\u0000\u200B\u202E\uFE0F\uE000 é ж 😀 <&'+> \uD800 end";

    public static TheoryData<string> Properties() => [.. typeof(DecisionLogEntry).GetProperties().Select(static p => p.Name)];

    [Fact]
    public void Write_OneBufferForAll_GivesTheTextThatTheSerializerGives()
    {
        DecisionLogEntry[] entries = [Least, Full, Full with { Continues = false, Outcome = null, Findings = [], Would = [] }, .. Enum.GetValues<DecisionKind>().Select(static kind => Least with { Decision = kind }), .. Enum.GetValues<DecisionOutcome>().Select(static outcome => Least with { Outcome = outcome })];
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = DecisionJson.NewWriter(buffer);
        foreach (var entry in entries)
        {
            DecisionJson.Write(entry, writer);
        }

        Assert.Equal(string.Concat(entries.Select(DecisionJson.Write)), Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Full_EveryProperty_IsSet(string property) => Assert.NotNull(typeof(DecisionLogEntry).GetProperty(property)!.GetValue(Full));

    private static DecisionLogEntry Least => new() { Time = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), Server = "", Decision = DecisionKind.Allow };

    private static DecisionLogEntry Full => new()
    {
        Id = "i-1", Of = "i-0", Time = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, 12, TimeSpan.FromHours(2)), Grant = Odd, Session = Odd, Server = Odd, Method = Odd, Tool = Odd, Prompt = Odd, Continues = true,
        Decision = DecisionKind.Settled, Rule = Odd, Policy = Odd, Message = Odd, RetryAfterSeconds = 7, DecidedBy = ["a", Odd], Approval = Odd, Would = [Odd], ArgumentKeys = ["", Odd],
        Arguments = Odd, GatewayMicroseconds = long.MaxValue, Outcome = DecisionOutcome.ToolError, UpstreamMicroseconds = 0,
        Findings = [new DecisionFinding { Rule = Odd, Count = 2 }, new DecisionFinding { Rule = "x", Count = 1 }], Error = Odd,
    };
}
