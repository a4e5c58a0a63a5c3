using System.Text;
using Catalog.Gateway.Downstreams;

namespace Catalog.Gateway.Tests.Downstreams;

public sealed class FlightTests
{
    [Fact]
    public async Task SlowClient_LosesWhatComesOnTop_AndNeverTheAnswer()
    {
        // Nothing of the POST is touched before a message is taken.
        var flight = new Flight(null!, null!, "n1", null);
        for (var i = 0; i < 100_000; i++)
        {
            flight.Tell(Encoding.ASCII.GetBytes($"{i}"));
        }

        flight.End(200, "answer"u8.ToArray());
        var told = new List<(int? Status, string Text)>();
        await foreach (var (status, message) in flight.ReadAllAsync(CancellationToken.None))
        {
            told.Add((status, Encoding.ASCII.GetString(message.Span)));
        }

        Assert.Equal(1001, told.Count);
        Assert.Equal((null, "0"), told[0]);
        Assert.Equal((200, "answer"), told[^1]);
    }

    [Fact]
    public async Task LongMessages_AreBoundedByTheirBytes_AndTakeRoomOnlyWhileTheyWait()
    {
        var flight = new Flight(null!, null!, "n1", null);
        var long3 = new byte[3 * 1024 * 1024];
        for (var i = 0; i < 10; i++)
        {
            flight.Tell(long3);
        }

        await using var told = flight.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await told.MoveNextAsync() && await told.MoveNextAsync());
        flight.Tell(long3);
        flight.End(200, new byte[20 * 1024 * 1024]);
        Assert.True(await told.MoveNextAsync());
        Assert.Null(told.Current.Status);
        Assert.True(await told.MoveNextAsync());
        Assert.Equal((200, 20 * 1024 * 1024), (told.Current.Status, told.Current.Message.Length));
        Assert.False(await told.MoveNextAsync());
    }

    [Fact]
    public void StreamThatNobodyOpens_KeepsTheLastMessages_ByNumberAndBytes()
    {
        var unasked = new UnaskedStream();
        for (var i = 0; i < 5000; i++)
        {
            Assert.True(unasked.TryTell(Encoding.ASCII.GetBytes($"{i}")));
        }

        Assert.Equal("4000", Encoding.ASCII.GetString(unasked.TakeOrNull()!.Value.Span));
        for (var i = 0; i < 10; i++)
        {
            unasked.TryTell(new byte[3 * 1024 * 1024]);
        }

        Assert.Equal(3 * 1024 * 1024, unasked.TakeOrNull()!.Value.Length);
        Assert.Equal(3 * 1024 * 1024, unasked.TakeOrNull()!.Value.Length);
        Assert.Null(unasked.TakeOrNull());
        unasked.Complete();
        Assert.False(unasked.TryTell(new byte[1]));
    }
}
