using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying;

public sealed class LineFormTests
{
    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("{\r\n\t\"a\": 1\n}", "{  \t\"a\": 1 }")]
    [InlineData("{\"a\":\"x\u0085y\"}", "{\"a\":\"x\\u0085y\"}")]
    [InlineData("{\"a\":\"\u2028\u2029\"}", "{\"a\":\"\\u2028\\u2029\"}")]
    [InlineData("{\"\u2028\":\"\u2027\u202A\u00C5\u0084\u0086\"}", "{\"\\u2028\":\"\u2027\u202A\u00C5\u0084\u0086\"}")]
    [InlineData("\n\u0085\n", " \\u0085 ")]
    public void Of_Message_IsOneLineForEveryReader(string message, string line) =>
        Assert.Equal(line, Encoding.UTF8.GetString(LineForm.Of(Encoding.UTF8.GetBytes(message)).Span));

    [Fact]
    public void Of_OrdinaryMessage_IsTheSameMemory()
    {
        ReadOnlyMemory<byte> message = "{\"name\":\"größe 世界\"}"u8.ToArray();
        Assert.True(message.Span == LineForm.Of(message).Span);
    }
}
