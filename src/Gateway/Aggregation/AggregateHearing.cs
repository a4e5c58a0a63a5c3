using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Hears what a server says of a call under way, and takes it to the client.</summary>
internal sealed class AggregateHearing(InputParking parking, AggregateAnswers answers)
{
    /// <summary>Takes to the client what the server says of a call, until it is answered or the client is asked for something.</summary>
    /// <returns>What a client of the legacy era is to be asked by requests; and whether the call waits for a client of the modern one to come back.</returns>
    public async Task<(UpstreamMessage? Wish, bool IsParked)> HearAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, int round)
    {
        var aborted = post.Answer.Aborted;
        if (await parking.TryParkAsync(post, session, branch, crossing, round))
        {
            // Not all that was asked is answered yet.
            return (null, true);
        }

        await using var heard = crossing.ReadAllAsync(aborted).GetAsyncEnumerator(aborted);
        while (await post.Answer.WaitAsync(heard.MoveNextAsync(), branch.Lane.Options.KeepAlive, post.Answer.Clock))
        {
            var told = heard.Current;
            if (told.Answer is { } answer)
            {
                return (await answers.AnswerAsync(post, session, branch, crossing, Branch.Own(crossing, answer)), false);
            }

            if (told.IsQuestion)
            {
                if (await parking.TryParkAsync(post, session, branch, crossing, round))
                {
                    return (null, true);
                }

                continue;
            }

            if (told.Failure is { } failure)
            {
                if (told.IsUnsent)
                {
                    await crossing.Admission.NotSentAsync();
                }

                crossing.Admission.Abandon();
                await AggregateAnswers.FailAsync(post, failure);
                return (null, false);
            }

            await post.Answer.TellAsync(told.Message, aborted);
        }

        return (null, false);
    }
}
