using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying;

public sealed class MessageScreenTests
{
    private static readonly ScreenLimits Limits = new();
    private static readonly IReadOnlyList<ScreeningCase> All = Running.Cases.Read<ScreeningCase>("Relaying", "screening.json");

    public static TheoryData<string> Notes => [.. All.Select(static c => c.Note)];

    [Theory]
    [MemberData(nameof(Notes))]
    public void Read_Case_IsAsExpected(string note)
    {
        var given = All.Single(c => c.Note == note);
        var result = MessageScreen.Read(given.Bytes, Limits);

        Assert.Equal(given.Expected.Rule, result.Refusal?.Rule);
        Assert.Equal(given.Expected.Code, result.Refusal?.Code);
        Assert.Equal(given.Expected.Id ?? "", Encoding.UTF8.GetString(result.Id.Span));
        if (given.Expected.Rule is not null)
        {
            Assert.Null(result.Envelope);
            return;
        }

        var envelope = Assert.IsType<Envelope>(result.Envelope);
        Assert.Equal(given.Expected.Kind, envelope.Kind.ToString());
        Assert.Equal(given.Expected.Method, envelope.Method);
        Assert.Equal(given.Expected.Name, envelope.Name);
        Assert.Equal(given.Expected.Version, envelope.MetaVersion);
        Assert.Equal(given.Expected.Keys ?? [], envelope.ArgumentKeys);
        AssertPiece(given.Expected.Token, envelope, envelope.ProgressToken);
        AssertPiece(given.Expected.State, envelope, envelope.RequestState);
        if (given.Expected.Arguments is not null)
        {
            AssertPiece(given.Expected.Arguments, envelope, envelope.Arguments);
        }

        Assert.Equal(given.Bytes, envelope.Bytes.ToArray());
    }

    [Fact]
    public void Read_MoreThanTheLimit_IsRefusedUnread()
    {
        var message = new byte[1025];
        Assert.Equal("(too large)", MessageScreen.Read(message, Limits with { MaxBytes = 1024 }).Refusal?.Rule);
        Assert.Equal("(malformed)", MessageScreen.Read(message, Limits with { MaxBytes = 1025 }).Refusal?.Rule);
    }

    [Fact]
    public void Read_HalfAMillionMembers_FindsTheOneDuplicate()
    {
        var members = string.Join(',', Enumerable.Range(0, 500_000).Select(static i => $"\"k{i:x}\":0"));
        var single = Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":{{{{members}}}}}""");
        var twice = Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":{{{{members}}},"k7a11f":0}}""");
        Assert.Null(MessageScreen.Read(single, Limits).Refusal);
        Assert.Equal("(ambiguous)", MessageScreen.Read(twice, Limits).Refusal?.Rule);
    }

    [Fact]
    public void Read_IdsThatDoublesConfuse_ShareAKey()
    {
        static string? Key(string id) => MessageScreen.Read(Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"ping"}"""), Limits).Envelope?.IdKey;
        Assert.Equal(Key("9007199254740992"), Key("9007199254740993"));
        Assert.Equal(Key("\"a\""), Key("\"\\u0061\""));
        Assert.NotEqual(Key("1"), Key("\"1\""));
        Assert.NotEqual(Key("1"), Key("2"));
    }

    private static void AssertPiece(string? expected, Envelope envelope, ByteRange range) =>
        Assert.Equal(expected ?? "", Encoding.UTF8.GetString(range.Of(envelope.Bytes).Span));
}
