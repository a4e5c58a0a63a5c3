-- What another version of the classifier has judged is found without a look at what is judged already.
CREATE INDEX classifications_by_classifier ON classifications (classifier) WHERE valid_until IS NULL;
