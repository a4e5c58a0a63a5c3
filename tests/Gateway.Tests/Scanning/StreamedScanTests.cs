using System.Buffers;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Scanning;

/// <summary>What is seen of an answer in pieces is what is seen of it whole, wherever the pieces and the parts of a long text were cut.</summary>
public sealed class StreamedScanTests
{
    private const string Key = "AKIAIOSFODNN7EXAMPLA";
    private const int Held = 5000;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Words = string.Concat(Enumerable.Repeat("some words and numbers 4711, ", 400));
    private static readonly string Run = new('x', 12_000);
    private static readonly string Token = "eyJ" + new string('a', 9000) + ".eyJ" + new string('b', 9000) + "." + new string('c', 40);

    public static TheoryData<string, string> Texts => new()
    {
        { "a secret in a short text", $"before {Key} after" },
        { "a secret late in a long text", $"{Words}{Key} {Words}" },
        { "a secret without words around", $"{Run} {Key} {Run}" },
        { "many secrets", string.Concat(Enumerable.Repeat($"{Words} {Key} ", 5)) },
        { "a private key longer than what is held", $"{Words}-----BEGIN RSA PRIVATE KEY-----\n{string.Concat(Enumerable.Repeat("abcdefgh\n", 3000))}-----END RSA PRIVATE KEY-----\n{Words}" },
        { "a web token longer than what is held", $"{Words} {Token} {Words}" },
        { "the beginning of one, and no end", $"{Words} eyJ{Run} {Words}" },
        { "a secret with hidden letters between", $"{Words} AKIA\u200BIOSF\u200BODNN7EXAMPLA {Words}" },
        { "a secret with very many hidden letters between", $"{Words}{string.Join(new string('\u200B', 400), Key.ToCharArray())} {Words}" },
        { "a secret in a word, beside another find", string.Concat(Enumerable.Repeat($"{Key}TICKET-1234 ", 900)) },
        { "hidden letters outside of the plane", $"{Words}\U000E0041\U000E0042{Words}" },
        { "pictures everywhere", string.Concat(Enumerable.Repeat("😀é世 ", 4000)) + Key + " " + Words },
        { "a pattern of one's own", $"{Words} TICKET-123456 {Words}" },
        { "nothing", Words },
    };

    [Fact]
    public void Pass_AnyCaseInPieces_SeesWhatIsSeenWhole() => Assert.All(Cases.Read<ScanCase>("Scanning", "scanning.json"), static wanted =>
    {
        var message = Encoding.UTF8.GetBytes(wanted.Answer.Replace("~", "", StringComparison.Ordinal));
        var (passed, found) = Pass(message, 1);
        var whole = Scan().Look(message);
        Assert.Equal(Encoding.UTF8.GetString(whole.Bytes.Span), Encoding.UTF8.GetString(passed));
        Assert.Equal(whole.Found, found);
    });

    [Theory]
    [MemberData(nameof(Texts))]
    public void Pass_InPieces_SeesWhatIsSeenWhole(string note, string text)
    {
        Assert.NotEmpty(note);
        foreach (var spelled in (string[])[Plain(text), Escaped(text)])
        {
            var message = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":{{spelled}}}],"structuredContent":{"a":{{spelled}},"{{Key}}":1},"requestState":"{{Key}}"} }""");
            var whole = Scan().Look(message);
            foreach (var size in (int[])[1, 7, 997, 4096, message.Length])
            {
                var (passed, found) = Pass(message, size);
                Assert.Equal(Values(whole.Bytes), Values(passed));
                Assert.Equal(whole.Found, found);
            }
        }
    }

    [Fact]
    public void Pass_LongText_GoesOnBeforeItsEnd()
    {
        var stream = new StreamedScan(Scan(), Held);
        var output = new ArrayBufferWriter<byte>();
        Assert.True(stream.TryPass(Encoding.UTF8.GetBytes($"{{\"text\":\"{Words}"), output));
        Assert.InRange(output.WrittenCount, 1000, Words.Length - ContentScan.Reach + 100);
    }

    [Fact]
    public void Pass_NothingFound_LeavesEveryByte()
    {
        var message = Encoding.UTF8.GetBytes($$"""{ "a" : "\u0041{{Words}}\/\ud83d\ude00", "type":"x" , "n":1.0e0 }""");
        Assert.Equal(message, Pass(message, 13).Passed);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00")]
    [InlineData("\\ud800\\ud800")]
    public void Pass_HalfAPair_GoesNoFurther(string half)
    {
        foreach (var text in (string[])[half, Words + half, half + Words])
        {
            var message = Encoding.UTF8.GetBytes($$"""{"a":"{{text}}"}""");
            var output = new ArrayBufferWriter<byte>();
            Assert.False(new StreamedScan(Scan(), Held).TryPass(message, output));
            Assert.DoesNotContain(half, Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("TICKET-[0-9]{4,10}", 180)]
    [InlineData("(?:ab{2}){10}", 260)]
    [InlineData("[*+^$]x", 7)]
    [InlineData("a?b|c", 5)]
    [InlineData("a+", null)]
    [InlineData("a*", null)]
    [InlineData("a{2,}", null)]
    [InlineData("^a", null)]
    [InlineData("a$", null)]
    [InlineData("a\\z", null)]
    [InlineData("(?:(?:a{1000}){1000}){1000}", null)]
    public void Bound_IsNeverTooSmall(string expression, int? bound) => Assert.Equal(bound, PatternBound.OfOrNull(expression));

    [Theory]
    [InlineData(ScanAction.Redact, "x{1,9}", true)]
    [InlineData(ScanAction.Warn, "x{1,9}", true)]
    [InlineData(ScanAction.Block, "x{1,9}", false)]
    [InlineData(ScanAction.Redact, "x+", false)]
    [InlineData(ScanAction.Redact, "x{1,5000}", false)]
    public void MayStream_UnlessSomethingWithholdsOrHasNoBound(ScanAction action, string expression, bool may) => Assert.Equal(
        may, new ContentScan(new GatewayOptions { ServerId = "a", PolicyFile = "", Scan = new ScanOptions { Secrets = ScanAction.Redact, Patterns = [new ScanPattern("p", expression, action)] } }).MayStream);

    private static ContentScan Scan() => new(new GatewayOptions
    {
        ServerId = "a",
        PolicyFile = "",
        Scan = new ScanOptions { Secrets = ScanAction.Redact, HiddenText = ScanAction.Redact, Patterns = [new ScanPattern("ticket", "TICKET-[0-9]{4,6}", ScanAction.Redact)] },
    });

    private static (byte[] Passed, IReadOnlyDictionary<string, int> Found) Pass(byte[] message, int size)
    {
        var stream = new StreamedScan(Scan(), Held);
        var output = new ArrayBufferWriter<byte>();
        foreach (var piece in message.Chunk(size))
        {
            Assert.True(stream.TryPass(piece, output));
        }

        return (output.WrittenSpan.ToArray(), stream.Found);
    }

    private static string Plain(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static string Escaped(string text) => $"\"{string.Concat(text.Select(static c => $"\\u{(int)c:x4}"))}\"";

    private static string Values(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
