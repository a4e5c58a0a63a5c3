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
        await foreach (var (status, message) in flight.Messages.ReadAllAsync())
        {
            told.Add((status, Encoding.ASCII.GetString(message.Span)));
        }

        Assert.Equal(1001, told.Count);
        Assert.Equal((null, "0"), told[0]);
        Assert.Equal((200, "answer"), told[^1]);
    }
}
