using System.Net;
using Catalog.Gateway.Approvals;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>Whose attempts use up whose.</summary>
public sealed class SecretAttemptsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SecretAttempts _attempts;

    public SecretAttemptsTests() => _attempts = new SecretAttempts(_clock);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.8.9.10", true)]
    [InlineData("127.0.0.1", "::1", true)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("127.0.0.1", "192.0.2.1", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "127.0.0.1", false)]
    public void TryTake_TenFromOnePlace_LeaveOthersTheirs(string? first, string? second, bool isOnePlace)
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_attempts.TryTake(Of(first))));
        Assert.False(_attempts.TryTake(Of(first)));
        Assert.Equal(!isOnePlace, _attempts.TryTake(Of(second)));

        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(_attempts.TryTake(Of(first)));
    }

    [Fact]
    public void TryTake_SixtyFromEverywhere_AreAll()
    {
        Assert.Equal(60, Enumerable.Range(1, 200).Count(n => _attempts.TryTake(Of($"192.0.2.{n}"))));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(_attempts.TryTake(Of("192.0.2.1")));
    }

    private static IPAddress? Of(string? text) => text is null ? null : IPAddress.Parse(text);
}
