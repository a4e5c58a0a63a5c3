using System.Text;
using System.Text.Json;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Tests.Vocabularies;

public sealed class WordFormsTests
{
    [Theory]
    [InlineData("delete", "deletes", "deleting")]
    [InlineData("copy", "copies", "copying")]
    [InlineData("deploy", "deploys", "deploying")]
    [InlineData("fetch", "fetches", "fetching")]
    [InlineData("get", "gets", "getting")]
    [InlineData("run", "runs", "running")]
    [InlineData("stop", "stops", "stopping")]
    [InlineData("swap", "swaps", "swapping")]
    [InlineData("show", "shows", "showing")]
    [InlineData("free", "frees", "freeing")]
    [InlineData("undo", "undoes", "undoing")]
    public void Forms_OfAVerb_AreTheEnglishOnes(string verb, string third, string gerund) =>
        Assert.Equal((third, gerund), (WordForms.ThirdPerson(verb), WordForms.Gerund(verb)));

    [Theory]
    [InlineData("deletes", true)]
    [InlineData("deleting", true)]
    [InlineData("deleted", false)]
    [InlineData("fence", false)]
    public void SensesOf_Form_KnowsActsAndNotTheirResults(string word, bool expected) =>
        Assert.Equal(expected, (Vocabulary.Embedded.SensesOf(word) & Senses.Delete) != Senses.None);

    [Theory]
    [InlineData("verbs", "perhaps")]
    [InlineData("words", "perhaps")]
    [InlineData("phrases", "perhaps")]
    [InlineData("parameters", "perhaps")]
    public void Build_UnknownKind_IsRefusedByName(string list, string kind)
    {
        var value = list == "phrases" ? "[\"a b\"]" : "\"a\"";
        var text = "{" + string.Join(',', new[] { "verbs", "foreign", "words", "parameters", "phrases" }.Select(l => $"\"{l}\":{{{(l == list ? $"\"{kind}\":{value}" : "")}}}"))
            + ",\"nounVerbs\":\"\",\"filler\":\"\",\"negations\":\"\",\"argSections\":\"\"}";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Contains("`perhaps`", Assert.Throws<JsonException>(() => Vocabulary.Build(VocabularyFile.Read(stream))).Message, StringComparison.Ordinal);
    }
}
