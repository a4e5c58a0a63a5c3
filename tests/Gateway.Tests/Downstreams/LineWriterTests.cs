using System.IO.Pipelines;
using System.Text;
using Catalog.Gateway.Downstreams;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Downstreams;

public sealed class LineWriterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 1024, useSynchronizationContext: false));
    private readonly LineWriter _writer;

    public LineWriterTests() => _writer = new LineWriter(_pipe.Writer.AsStream(), Patience, _clock, NullLogger.Instance);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task Client_ThatTakesNothing_IsGivenUpAfterItsTime()
    {
        var given = _writer.WriteAsync(new byte[200_000]).AsTask();
        _clock.Advance(Patience - TimeSpan.FromSeconds(1));
        Assert.False(given.IsCompleted);
        Assert.False(_writer.Gone.IsCancellationRequested);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await given;
        Assert.True(_writer.Gone.IsCancellationRequested);
    }

    [Fact]
    public async Task Client_ThatIsGivenUp_GetsNothingBetweenTheBytesThatWait()
    {
        var given = _writer.WriteAsync(Encoding.ASCII.GetBytes(new string('a', 65_536))).AsTask();
        _clock.Advance(Patience);
        await given;
        await _writer.WriteAsync("b"u8.ToArray());

        var read = await _pipe.Reader.ReadAsync(CancellationToken.None);
        Assert.Equal(-1, Encoding.ASCII.GetString(read.Buffer).IndexOf('b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_ThatReadsSlowly_GetsAllOfIt()
    {
        var message = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"{i:000000} ")));
        var given = _writer.WriteAsync(message).AsTask();
        var got = new MemoryStream();
        while (got.Length < message.Length + 1)
        {
            var read = await _pipe.Reader.ReadAsync(CancellationToken.None);
            // Nearly all of its time for each piece that was read: together far more than its time.
            _clock.Advance(Patience - TimeSpan.FromSeconds(1));
            foreach (var piece in read.Buffer)
            {
                got.Write(piece.Span);
            }

            _pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        await given;
        Assert.Equal([.. message, (byte)'\n'], got.ToArray());
        Assert.False(_writer.Gone.IsCancellationRequested);
    }
}
