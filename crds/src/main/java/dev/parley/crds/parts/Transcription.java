package dev.parley.crds.parts;

import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Text;

/// A transcript beside the recording, each line with the name of its speaker.
public record Transcription(
        // Which language is spoken, as BCP 47 writes it (`en`, `pt-BR`), or auto.
        @Default("auto") @Text(max = 35, pattern = "^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")
        String language) {}
